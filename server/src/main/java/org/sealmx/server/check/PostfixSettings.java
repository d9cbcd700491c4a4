package org.sealmx.server.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sealmx.server.config.StartUpException;

/**
 * Settings of the Postfix on this machine, as {@code postconf} tells them with all {@code $names} replaced. {@code MAIL_CONFIG} in the
 * environment names another folder than that of the system's Postfix, as everywhere in Postfix.
 */
final class PostfixSettings {

    private static final long PATIENCE_SECONDS = 30;
    /** Ordinary users do not have the second in their path. */
    private static final List<String> FOLDERS = List.of("", "/usr/sbin/");

    private final Map<String, String> values;

    private PostfixSettings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Asks Postfix.
     *
     * @throws StartUpException when there is none, or it cannot read its own configuration
     */
    static PostfixSettings read(List<String> names) {
        List<String> words = new ArrayList<>(List.of("-x"));
        words.addAll(names);
        Answer answer = run("postconf", words);
        if (answer.exitCode() != 0) {
            throw new StartUpException(
                    "--postfix: postconf failed: " + answer.errors().strip());
        }
        return parse(answer.output());
    }

    /** Reads lines such as {@code mydestination = localhost}. */
    static PostfixSettings parse(String lines) {
        Map<String, String> values = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        });
        return new PostfixSettings(values);
    }

    /** The value of a setting; empty when it is empty or this Postfix does not have it. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** The value of a setting that is a number of octets; 0 means no limit. */
    long octets(String name) {
        try {
            return Long.parseLong(value(name));
        } catch (NumberFormatException e) {
            throw new StartUpException("--postfix: " + name + " is not a number: '" + value(name) + "'", e);
        }
    }

    /**
     * Whether a list of names, files and tables holds a domain.
     *
     * @throws StartUpException when a file or table of it cannot be read
     */
    boolean lists(String name, String domain) {
        return listed(name, value(name), domain);
    }

    private static boolean listed(String name, String list, String domain) {
        return Arrays.stream(list.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> matches(name, entry, domain));
    }

    private static boolean matches(String name, String entry, String domain) {
        if (entry.startsWith("/")) {
            try {
                return listed(name, withoutComments(Files.readString(Path.of(entry))), domain);
            } catch (IOException e) {
                throw new StartUpException("--postfix: " + name + " names " + entry + ", which cannot be read", e);
            }
        }
        if (!entry.contains(":")) {
            return entry.toLowerCase(Locale.ROOT).equals(domain);
        }
        Answer answer = run("postmap", List.of("-q", domain, entry));
        if (answer.exitCode() != 0 && !answer.errors().isEmpty()) {
            throw new StartUpException(
                    "--postfix: " + name + ": " + answer.errors().strip());
        }
        return answer.exitCode() == 0;
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^#.*$", "");
    }

    private record Answer(int exitCode, String output, String errors) {}

    private static Answer run(String program, List<String> options) {
        IOException problem = new IOException();
        for (String folder : FOLDERS) {
            List<String> words = new ArrayList<>(List.of(folder + program));
            words.addAll(options);
            Process process;
            try {
                process = new ProcessBuilder(words).start();
            } catch (IOException e) {
                problem = e;
                continue;
            }
            return answer(program, process);
        }
        throw new StartUpException(
                "--postfix: there is no " + program + " on this machine; run the check where Postfix runs", problem);
    }

    private static Answer answer(String program, Process process) {
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Answer(process.exitValue(), output, errors);
            }
            throw new StartUpException("--postfix: " + program + " does not end");
        } catch (IOException e) {
            throw new StartUpException("--postfix: " + program + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartUpException("--postfix: interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
