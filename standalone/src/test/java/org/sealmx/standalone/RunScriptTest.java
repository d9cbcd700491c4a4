package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code run.sh} interprets its command line as the program does. */
class RunScriptTest {

    @TempDir
    Path folder;

    private static final String SCRIPT = """
            . packaging/libexec/command-line.sh
            read_command_line "$@"
            echo "help=$wants_help"
            temporary_folder /default
            """;

    private static List<String> run(List<String> arguments) throws Exception {
        return Bash.run(SCRIPT, arguments).lines();
    }

    private static Stream<OptionSpec> options() {
        CommandLine all = CommandsTest.commandLine();
        return Stream.concat(Stream.of(all), all.getSubcommands().values().stream())
                .flatMap(command -> command.getCommandSpec().options().stream());
    }

    /** Every option, with a value that would be a command or a request for help by itself. */
    static Stream<List<String>> valuesThatLookLikeWords() {
        return options()
                .filter(option -> option.arity().max() > 0)
                .map(OptionSpec::longestName)
                .filter(option -> !option.equals("--data"))
                .distinct()
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
        List<String> flags = options()
                .filter(option -> option.arity().max() == 0)
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList();
        assertThat(flags).contains("--debug", "--json");
        for (String flag : flags) {
            assertThat(run(List.of(flag, "demo"))).as(flag).containsExactly("help=");
        }
    }

    @Test
    void everyCommandShouldBeKnown() throws Exception {
        for (String command : CommandsTest.commandLine().getSubcommands().keySet()) {
            assertThat(run(List.of(command))).as(command).containsExactly("help=");
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

    /** And so no folder for temporary files is made, which would belong to whoever asks. */
    @ParameterizedTest
    @CsvSource({"--help", "demo -h", "--data /d --help", "check --version", "-V"})
    void helpAndVersionShouldBeFound(String line) throws Exception {
        List<String> arguments = List.of(line.split(" ", -1));

        assertThat(run(arguments)).containsExactly("help=yes");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', C.UTF-8",
        "'', '', C, C.UTF-8",
        "'', POSIX, de_DE.UTF-8, C.UTF-8",
        "C, '', de_DE.UTF-8, C.UTF-8",
        "'', '', de_DE.UTF-8, ''",
        "'', de_DE, C, ''",
        "en_US.UTF-8, C, C, en_US.UTF-8"
    })
    void fileNamesShouldBeInUtf8WithoutALocale(String all, String characters, String language, String expected)
            throws Exception {
        Bash.Result result = Bash.run(
                "LC_ALL=$1 LC_CTYPE=$2 LANG=$3; . packaging/libexec/command-line.sh; name_files_in_utf8; printf '%s' \"$LC_ALL\"",
                List.of(all, characters, language));

        assertThat(result.output().replaceAll("(?m)^.*warning: setlocale.*\n", ""))
                .isEqualTo(expected);
    }

    @Test
    void otherShellShouldHandOverToBash() throws Exception {
        String start = Files.readString(Bash.project().resolve("run.sh"))
                .replaceFirst("(?s)\nhere=.*", Matcher.quoteReplacement("\necho \"$0\" \"$@\"\n"));
        Path script = Files.writeString(folder.resolve("run me.sh"), start);

        assertThat(Bash.run("sh \"$@\"", List.of(script.toString(), "demo", "a  b"))
                        .output())
                .isEqualTo(script + " demo a  b\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ",
        "demo, ",
        "--debug --data check, ",
        "--help, -XX:TieredStopAtLevel=1",
        "demo --version, -XX:TieredStopAtLevel=1",
        "check --data /d, -XX:TieredStopAtLevel=1",
        "send a@example.org, -XX:TieredStopAtLevel=1",
        "completion, -XX:TieredStopAtLevel=1"
    })
    void javaShouldOptimiseForServersOnly(String line, String option) throws Exception {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

        assertThat(Bash.run(". packaging/libexec/command-line.sh; read_command_line \"$@\"; brief_java", arguments)
                        .lines())
                .isEqualTo(option == null ? List.of() : List.of(option));
    }
}
