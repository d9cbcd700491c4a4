package org.sealmx.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.ServerPaths;

/** Every type that is annotated with {@code @ThreadSafe} is proven to be safe for several threads. */
class ThreadSafetyIT {

    @TempDir
    Path folder;

    private Command.Result compile(List<Path> sources) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The compiler's inner packages, which Error Prone needs here as it does in Maven.
        words.addAll(Arrays.asList(Files.readString(ServerPaths.root().resolve(".mvn/jvm.config"))
                .strip()
                .split("\\s+")));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), ThreadSafeCompiler.class.getName()));
        words.addAll(List.of(folder.toString(), classPath()));
        sources.forEach(source -> words.add(source.toString()));
        return Command.run(new byte[0], words);
    }

    /** The libraries of core as core has them, then those of James, and Picocli, which the tools have with them. */
    private static String classPath() throws IOException {
        try (Stream<Path> ofJames = Files.list(ServerPaths.dist().resolve("lib"))) {
            return Stream.of(
                            Stream.of(System.getProperty("java.class.path")),
                            ofJames.map(Path::toString).sorted(),
                            Stream.of(ServerPaths.tools().toString()))
                    .flatMap(each -> each)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    @Test
    void threadSafeTypesShouldBeProvenSafe() throws Exception {
        List<Path> sources;
        try (Stream<Path> modules = Files.list(ServerPaths.root())) {
            sources = modules.filter(module -> !module.equals(ServerPaths.root().resolve("integration-tests")))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(8);
        Command.Result result = compile(sources);
        assertThat(result.text() + result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void fieldWithoutGuardShouldBeNoticed() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source")).resolve("Counter.java");
        Files.writeString(source, """
                @com.google.errorprone.annotations.ThreadSafe
                class Counter {
                    private int count;
                    synchronized int next() { return count++; }
                }
                """);
        Command.Result result = compile(List.of(source.getParent()));
        assertThat(result.text() + result.errors()).contains("[ThreadSafe]", "Counter.java:3");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
