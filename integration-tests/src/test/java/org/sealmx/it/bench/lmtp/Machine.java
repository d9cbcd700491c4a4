package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sealmx.it.harness.Command;

/** What a table was measured on. */
public final class Machine {

    private Machine() {}

    /** One line. */
    public static String description() throws IOException, InterruptedException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse("unknown processor");
        return "%s, %d cores, Linux %s, Java %s, Dovecot %s, Postfix %s%n"
                .formatted(
                        processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        said("/usr/sbin/dovecot", "--version").replaceFirst(" .*", ""),
                        said("/usr/sbin/postconf", "-d", "-h", "mail_version"));
    }

    private static String said(String... words) throws IOException, InterruptedException {
        return new String(Command.require(words), StandardCharsets.UTF_8).strip();
    }
}
