package org.sealmx.it.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.it.harness.Command;

/** The program {@code docker}, with the engine that {@code DOCKER_HOST} names. */
final class Docker {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Docker() {}

    /** Runs it and returns its standard output. */
    static String require(String... words) throws IOException, InterruptedException {
        return require(new byte[0], List.of(words));
    }

    /** As above, with these octets on its standard input. */
    static String require(byte[] input, List<String> words) throws IOException, InterruptedException {
        return new String(Command.require(LIMIT, input, with(words)), StandardCharsets.UTF_8);
    }

    /** Runs it, whatever comes of it. */
    static Command.Result run(String... words) throws IOException, InterruptedException {
        return Command.run(LIMIT, new byte[0], with(List.of(words)));
    }

    private static List<String> with(List<String> words) {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(words);
        return all;
    }
}
