package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code sealmx.options} of an installation, as {@code bin/sealmx} reads it. */
class OptionsFileTest {

    private static final String SCRIPT = """
            . packaging/libexec/java.sh
            . packaging/libexec/command-line.sh
            . packaging/libexec/options.sh
            file=$1
            shift
            read_command_line "$@"
            read_options "$file" "$@"
            for option in "${configured[@]}"; do
              printf '%s\\n' "$option"
            done
            """;

    @TempDir
    Path folder;

    private Bash.Result read(String file, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Files.writeString(folder.resolve("sealmx.options"), file).toString());
        words.addAll(List.of(arguments));
        return Bash.run(SCRIPT, words);
    }

    private static List<String> withValues(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .map(OptionSpec::longestName)
                .toList();
    }

    /** A command that were given an option of the server's that it does not know could not be used any more. */
    @Test
    void everyCommandShouldKnowWhatTheFileGivesIt() throws Exception {
        List<String> server = withValues(CommandsTest.commandLine());
        StringBuilder file = new StringBuilder();
        server.forEach(name -> file.append(name.substring(2)).append(" value\n"));

        assertThat(read(file.toString()).lines())
                .containsExactlyElementsOf(
                        server.stream().map(name -> name + "=value").toList());
        for (Map.Entry<String, CommandLine> command :
                CommandsTest.commandLine().getSubcommands().entrySet()) {
            assertThat(read(file.toString(), command.getKey()).lines())
                    .as(command.getKey())
                    .isSubsetOf(withValues(command.getValue()).stream()
                            .map(name -> name + "=value")
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"check", "explain", "add", "list"})
    void commandsThatReadTheDirectoryShouldFindIt(String command) throws Exception {
        assertThat(read("domain example.org\ndirectory /d.json\nlmtp-port 24\n", command)
                        .lines())
                .startsWith("--domain=example.org", "--directory=/d.json");
    }

    @ParameterizedTest
    @CsvSource({"check, --lmtp-port=24", "send, --lmtp-port=24", "list, ''"})
    void commandsThatAreAboutLmtpShouldFindItsPort(String command, String option) throws Exception {
        assertThat(read("lmtp-port 24\n", command).output().strip()).isEqualTo(option);
    }

    @Test
    void optionOfTheCommandLineShouldReplaceThatOfTheFile() throws Exception {
        String file = "domain a.example\ndomain b.example\ndirectory /d.json\n";

        assertThat(read(file, "--domain", "c.example").lines()).containsExactly("--directory=/d.json");
        assertThat(read(file, "--directory=/e.json", "check").lines())
                .containsExactly("--domain=a.example", "--domain=b.example");
        assertThat(read(file, "send", "--", "--domain").lines()).isEmpty();
    }

    @Test
    void commentsAndSpaceShouldSayNothing() throws Exception {
        assertThat(read("\n  # a comment\n#domain x\n  domain \t example.org  \r\ndirectory /with space.json")
                        .lines())
                .containsExactly("--domain=example.org", "--directory=/with space.json");
    }

    @ParameterizedTest
    @CsvSource({
        "domain, 'line 1: domain needs a value; write, for example: domain example.org'",
        "--domain example.org, 'line 1: ''--domain'' is not the name of an option; write, for example: domain example.org'",
        "domain=example.org, 'line 1: ''domain=example.org'' is not the name of an option; write, for example: domain example.org'"
    })
    void lineThatMakesNoSenseShouldBeNamed(String line, String complaint) throws Exception {
        Bash.Result result = read(line);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).isEqualTo("sealmx: " + folder.resolve("sealmx.options") + ", " + complaint + "\n");
    }

    @Test
    void missingFileAndHelpShouldBeNoProblem() throws Exception {
        assertThat(read("nonsense!", "--help").exitCode()).isZero();
        assertThat(Bash.run(SCRIPT, List.of(folder.resolve("none").toString())).lines())
                .isEmpty();
    }
}
