package org.sealmx.tools.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sealmx.server.config.StartUpException;

/**
 * The Postfix on this machine, queried with its own {@code postconf} and {@code postmap}. These honour
 * {@code MAIL_CONFIG} when the configuration is not in its usual place. Used by one thread.
 */
final class InstalledPostfix implements PostfixSettings {

    private static final long PATIENCE_SECONDS = 30;
    /** Where Debian installs them; not on every user's PATH. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"), Path.of("/sbin"));

    private final List<Path> folders;
    private final Map<String, String> values = new HashMap<>();

    InstalledPostfix() {
        this(FOLDERS);
    }

    /** @param folders where its programs are searched before PATH */
    InstalledPostfix(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    @Override
    public String value(String name) {
        return values.computeIfAbsent(name, n -> run("postconf", "-xh", n).strip());
    }

    @Override
    public String value(String service, String name) {
        String own = values.computeIfAbsent(
                service + "/unix/" + name, n -> run("postconf", "-Pxh", n).strip());
        return own.isEmpty() ? value(name) : own;
    }

    @Override
    public String service(String name) {
        return values.computeIfAbsent(
                name + "/unix", n -> run("postconf", "-M", n).strip());
    }

    @Override
    public String lookup(String table, String key) {
        // the proxy works only for Postfix' daemons, and only while it runs
        return run("postmap", "-q", key, table.replaceFirst("^proxy:", "")).strip();
    }

    @Override
    public List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new StartUpException("--postfix: cannot read " + file + " that main.cf names: " + e.getMessage(), e);
        }
    }

    private String run(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(path(program)));
        words.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(words).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartUpException("--postfix: " + program + " does not finish");
            }
            // postmap exits with 1 when it finds nothing; warnings, for example about main.cf, do not
            // make that a failure
            String failure = complaint
                    .lines()
                    .filter(line -> !line.contains(": warning: "))
                    .collect(Collectors.joining("; "));
            if (process.exitValue() != 0 && !failure.isEmpty()) {
                throw new StartUpException("--postfix: " + failure);
            }
            return out;
        } catch (IOException e) {
            throw new StartUpException(
                    "--postfix: cannot run " + program + "; run the check on the machine on which Postfix runs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartUpException("--postfix: interrupted", e);
        }
    }

    private String path(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(program);
    }
}
