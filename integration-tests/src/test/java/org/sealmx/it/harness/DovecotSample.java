package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The sample in {@code james-conf/dovecot} for a Postfix with SealMX and Dovecot after it, which operators copy. */
public final class DovecotSample {

    private DovecotSample() {}

    /** The folder of the sample. */
    public static Path folder() {
        return ServerPaths.root().resolve("james-conf/dovecot");
    }

    /** The settings of {@code main.cf}, one a line, without comments. */
    public static String mainCf() throws IOException {
        return Files.readAllLines(folder().resolve("main.cf")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** {@link #mainCf()} for SealMX on this port. */
    public static String mainCf(int lmtpPort) throws IOException {
        return OperatorsGuide.withLmtp(mainCf(), "127.0.0.1:" + lmtpPort);
    }
}
