package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * README, the documents, and the help of a tree that is not built name the commands of {@code run.sh}, and no others.
 */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern COMMAND = Pattern.compile("\\./run\\.sh ([a-z]+)");

    private static final Pattern HELP = Pattern.compile("(?m)^  ([a-z]+(?:, [a-z]+)*)(?:$| {2,})");

    private static Set<String> commands() {
        return CommandsTest.commandLine().getSubcommands().keySet();
    }

    private static Set<String> documented() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            documents.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
        }
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            COMMAND.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void documentsShouldNameEveryCommandAndNoOther() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(commands());
    }

    @Test
    void helpWithoutABuildShouldNameEveryCommandAndNoOther() throws IOException {
        String script = Files.readString(ROOT.resolve("run.sh"));
        String help = script.substring(script.indexOf("Usage: ./run.sh"), script.indexOf("\nEOF\n"));
        Set<String> named = HELP.matcher(help)
                .results()
                .map(MatchResult::group)
                .flatMap(words -> Stream.of(words.strip().split(", *", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).containsExactlyInAnyOrderElementsOf(commands());
    }
}
