package org.sealmx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<String> done = new ArrayList<>();

    @Command(name = "top")
    final class Top extends StandardCommand {
        @Option(names = "--port")
        @Nullable
        String port;

        @Override
        public Integer call() {
            done.add("top " + port);
            return 0;
        }
    }

    @Command(name = "send", exitCodeOnExecutionException = 7)
    final class Send extends StandardCommand {
        @Option(names = "--port")
        @Nullable
        String port;

        @Option(names = "--fail")
        boolean fails;

        @Parameters
        List<String> words = List.of();

        @Override
        public Integer call() throws IOException {
            if (fails) {
                throw new IOException("no\n  room");
            }
            done.add("send " + port + " " + String.join("+", words));
            return 3;
        }
    }

    private int run(String line) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        CommandLine commands = new CommandLine(new Top()).addSubcommand(new Send());
        return Commands.run(commands, console, line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, top null",
        "--port 25, 0, top 25",
        "--port=25, 0, top 25",
        "--port send, 0, top send",
        "--port -h, 0, top -h",
        "send a, 3, send null a",
        "--port 25 send a - b, 3, send 25 a+-+b",
        "send a --port=25 --debug b, 3, send 25 a+b",
        "--debug send --port demo @a send, 3, send demo @a+send"
    })
    void commandShouldRunWhereverItsWordAndOptionsAre(String line, int status, String expected) {
        assertThat(run(line)).as(line).isEqualTo(status);
        assertThat(done).containsExactly(expected);
        assertThat(errors.size()).isZero();
    }

    @Test
    void failureShouldBeOneLineAndTheExitCodeOfTheCommand() {
        assertThat(run("send --fail")).isEqualTo(7);
        assertThat(errors).hasToString("sealmx: no room\n");
    }

    @Test
    void failureShouldHaveAStackTraceWhenAsked() {
        assertThat(run("--debug send --fail")).isEqualTo(7);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("sealmx: no room\n")
                .contains("\tat " + Send.class.getName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --port                | --port needs a value; see --help
                    --port=               | --port needs a value; see --help
                    --port --fail         | --port needs a value; see --help
                    --debug=no            | --debug takes no value; see --help
                    --x                   | unknown option --x; see --help
                    send -x               | unknown option -x; see --help
                    sent                  | unknown command 'sent'; the commands are send, see --help
                    --fail                | --fail is an option of send; write: send --fail
                    --port 1 send --port 2 | --port is given twice; give it once
                    """)
    void misuseShouldBeOneLineThatSaysWhatToDo(String line, String message) {
        assertThat(run(line)).isEqualTo(Commands.MISUSED);
        assertThat(errors).hasToString("sealmx: " + message + "\n");
        assertThat(done).isEmpty();
    }
}
