package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of parameters in the Javadoc of a mailet lists exactly those that the mailet reads, and its sample uses no
 * others.
 */
class DocumentedParametersTest {

    private static final Pattern MAILET = Pattern.compile("final class \\w+ extends (AttemptMailet|Deliver) ");
    private static final Pattern ROW = Pattern.compile("<tr><td>\\{@code ([\\w-]+)}</td>");
    private static final Pattern SAMPLE = Pattern.compile("<pre>\\{@code(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("<([\\w-]+)>");

    static Stream<Path> mailets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/sealmx/mailets"))) {
            return files.filter(file -> MAILET.matcher(read(file)).find()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void javadocShouldDocumentTheParametersThatAreReadAndNoOthers(Path file) {
        String source = read(file);

        assertThat(all(ROW, source)).containsExactlyInAnyOrderElementsOf(readBy(source));
    }

    @ParameterizedTest
    @MethodSource("mailets")
    void sampleShouldUseOnlyParametersThatAreRead(Path file) {
        String source = read(file);
        String sample =
                SAMPLE.matcher(source).results().findFirst().orElseThrow().group(1);

        assertThat(sample).contains("class=\"org.sealmx.mailets." + name(file) + "\"");
        assertThat(readBy(source)).containsAll(all(ELEMENT, sample));
    }

    /** The values of the constants that {@code parameters()} names. */
    private static List<String> readBy(String source) {
        String body =
                source.replaceFirst("(?s).*Set<String> parameters\\(\\) \\{\\s*return Set\\.of\\((.*?)\\);.*", "$1");
        return Stream.of(body.split(",", -1))
                .map(String::strip)
                .filter(constant -> !constant.isEmpty())
                .map(constant -> all(Pattern.compile(" " + constant + " = \"([\\w-]+)\""), source)
                        .get(0))
                .toList();
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
