package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.standalone.Options.Command;

/** What {@code run.sh} makes of its command line is what the program makes of it. */
class RunScriptTest {

    private static final String SCRIPT = """
            . .ci/command-line.sh
            read_command_line "$@"
            echo "help=$wants_help"
            temporary_folder /default
            """;

    private static List<String> run(List<String> arguments) throws Exception {
        return Bash.run(SCRIPT, arguments).lines();
    }

    /** Every option, with a value that is a command or asks for help when it stands alone. */
    static Stream<List<String>> valuesThatLookLikeWords() {
        return CommandLine.WITH_VALUE.stream()
                .filter(option -> !option.equals("--data"))
                .flatMap(option -> Stream.of("demo", "check", "send", "-h", "-")
                        .flatMap(value -> Stream.of(List.of(option, value), List.of(option + "=" + value))));
    }

    @ParameterizedTest
    @MethodSource("valuesThatLookLikeWords")
    void valueShouldBeNoCommand(List<String> option) throws Exception {
        List<String> arguments = new ArrayList<>(option);
        arguments.addAll(List.of("--data", "/d"));

        assertThat(run(arguments)).containsExactly("help=", "/d/tmp");
    }

    @Test
    void flagShouldTakeNoValue() throws Exception {
        for (String flag : CommandLine.FLAGS) {
            assertThat(run(List.of(flag, "demo"))).as(flag).containsExactly("help=");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--data demo, demo/tmp",
        "--data=/d, /d/tmp",
        "--debug --data /d, /d/tmp",
        "--imap-password demo, /default/tmp",
        "--data, /default/tmp",
        "'', /default/tmp",
        "demo, ",
        "--lmtp-port 25 send a@example.org, ",
        "check --data /d, "
    })
    void temporaryFolderShouldBeBelowTheDataFolderOfAServer(String line, String folder) throws Exception {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

        assertThat(run(arguments))
                .containsExactlyElementsOf(folder == null ? List.of("help=") : List.of("help=", folder));
    }

    @ParameterizedTest
    @CsvSource({"--help", "demo -h", "--data /d --help"})
    void helpShouldBeGivenWhereTheProgramGivesIt(String line) throws Exception {
        List<String> arguments = List.of(line.split(" ", -1));

        assertThat(CommandLine.parse(arguments.toArray(String[]::new)).command())
                .isEqualTo(Command.HELP);
        assertThat(run(arguments)).contains("help=yes");
    }
}
