package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.Commands;
import org.sealmx.cli.Console;
import org.sealmx.standalone.commands.Shutdown;
import picocli.CommandLine;

/** The command line of {@code run.sh}: mistakes get an error of one line, and each command has its help. */
class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    /** The program's commands, which are not run here. */
    static CommandLine commandLine() {
        Console console = new Console(System.out, System.err);
        return Main.commandLine(console, new Shutdown(console), InputStream.nullInputStream());
    }

    private int run(String... words) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
        return Commands.run(
                Main.commandLine(console, new Shutdown(console), InputStream.nullInputStream()),
                console,
                List.of(words));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void assertMisuse(String message, String... words) {
        assertThat(run(words)).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("sealmx: " + message + "\n");
        if (!List.of(words).contains("--debug")) {
            assertThat(errors.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        }
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --bogus                           | unknown option --bogus; see --help
                    --bogus=1                         | unknown option --bogus=1; see --help
                    --debug=yes                       | --debug takes no value; see --help
                    --debug --debug                   | --debug is given twice; give it once
                    --data /a --data /b               | --data is given twice; give it once
                    --data                            | --data needs a value; see --help
                    --data=                           | --data needs a value; see --help
                    --data --debug                    | --data needs a value; see --help
                    --lmtp-port x                     | --lmtp-port: 'x' is not a number from 1 to 65535
                    --lmtp-port 0                     | --lmtp-port: 0 is not a number from 1 to 65535
                    --imap-port 65536                 | --imap-port: 65536 is not a number from 1 to 65535
                    --socketmap-port 0                | --socketmap-port: 0 is not a number from 1 to 65535
                    --tcp-table-ports 1,2             | --tcp-table-ports: '1,2' is not three different ports, such as 2244,4242,2424
                    --tcp-table-ports 1,2,2           | --tcp-table-ports: '1,2,2' is not three different ports, such as 2244,4242,2424
                    --tcp-table-ports 1,2,x           | --tcp-table-ports: 'x' is not a number from 1 to 65535
                    demo --socketmap-port 1           | demo does not take --socketmap-port; it takes --couchdb-credentials, --domain, --conf, --data, --lmtp-port, --imap-port, --webadmin-port
                    --domain a..b                     | --domain: 'a..b' is not a domain name, such as example.org
                    --domain a_b                      | --domain: 'a_b' is not a domain name, such as example.org
                    --domain a.example --domain A.example | --domain a.example is given twice; give it once
                    run                               | unknown command 'run'; the commands are demo, check, explain, send, hash, completion, add, alias, disable, enable, remove and list, see --help
                    demo now                          | 'now' after 'demo' means nothing; see --help
                    demo --directory /d.json          | demo makes its own accounts: leave out --directory and --imap-password
                    --couchdb-credentials /c          | --couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT
                    --couchdb-credentials /c --directory /d.json | --couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT
                    --directory http://a.example --imap-password x | --imap-password makes logins for a directory that is a file; with CouchDB make them with webadmin: PUT /users/ADDRESS with {"password":"..."} as application/json
                    send                              | send needs a recipient, such as: send alice@example.org
                    send -                            | send needs a recipient, such as: send alice@example.org
                    send a@example.org /letter.eml    | '/letter.eml' is not an address; to send a file: send alice@example.org - < FILE
                    demo -                            | '-' after 'demo' means nothing; see --help
                    --create-views                    | --create-views is an option of check; write: check --create-views
                    --json send a@example.org         | send does not take --json; it takes --lmtp-port
                    --expires-within 30d              | --expires-within is an option of check; write: check --expires-within
                    check --imap-port 1               | check does not take --imap-port; it takes --directory, --couchdb-credentials, --domain, --conf, --data, --create-views, --expires-within, --postfix, --next-hop, --json, --lmtp-port
                    check --imap-password x           | check does not take --imap-password; it takes --directory, --couchdb-credentials, --domain, --conf, --data, --create-views, --expires-within, --postfix, --next-hop, --json, --lmtp-port
                    check now                         | 'now' after 'check' means nothing; see --help
                    send a@example.org --data /a      | send does not take --data; it takes --lmtp-port
                    demo --expires-within 30d         | demo does not take --expires-within; it takes --couchdb-credentials, --domain, --conf, --data, --lmtp-port, --imap-port, --webadmin-port
                    demo --postfix=yes                | --postfix takes no value; see --help
                    --store imap                      | --store takes database, lmtp or memory
                    --store lmtp                      | --store lmtp needs --next-hop, such as --next-hop inet:127.0.0.1:24
                    --next-hop inet:127.0.0.1:24      | --next-hop is for --store lmtp; add that, or leave --next-hop out
                    --store lmtp --next-hop           | --next-hop needs a value; see --help
                    --store lmtp --next-hop 127.0.0.1:24 | --next-hop takes inet:HOST:PORT or unix:/PATH
                    --store lmtp --next-hop inet:a:70000 | --next-hop takes inet:HOST:PORT or unix:/PATH
                    --store lmtp --next-hop unix:lmtp | --next-hop takes inet:HOST:PORT or unix:/PATH
                    check --next-hop unix:            | --next-hop takes inet:HOST:PORT or unix:/PATH
                    completion fish                   | no completion for 'fish'; choose bash or zsh
                    check --expires-within 30         | --expires-within must be a number of days from 1d to 9999d, such as 30d
                    """)
    void lineShouldNameWhatIsWrong(String line, String message) {
        assertMisuse(message, line.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://admin:s3cret@127.0.0.1:5984",
                "http://127.0.0.1:5984,https://admin:s3cret@b.example",
                "https://admin:s3 cr/et@b.example",
                "HTTP://s3cret@b.example"
            })
    void lineShouldNeitherTakeNorRepeatAPasswordInAUrl(String url) {
        for (String[] words : new String[][] {{"--directory", url}, {"check", "--directory=" + url}}) {
            errors.reset();
            assertMisuse(
                    "--directory: a URL holds no name and password, which everybody on this machine could see;"
                            + " put them into COUCHDB_USER and COUCHDB_PASSWORD, or into a file for --couchdb-credentials",
                    words);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example",
                "file:///d.json",
                "http://",
                "http://a.example,",
                "http://a.example,/d.json",
                "http://a b",
                "http://a.example?x=1",
                "http://a.example#x"
            })
    void lineShouldSayWhatADirectoryIs(String value) {
        assertMisuse(
                "--directory takes a JSON file, or CouchDB as http://HOST:PORT or https://HOST:PORT,"
                        + " several nodes separated by commas",
                "--directory",
                value);
    }

    static Stream<String> commands() {
        return Stream.concat(Stream.of(""), commandLine().getSubcommands().keySet().stream());
    }

    private static String[] words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandShouldExplainItself(String command) {
        CommandLine line = commandLine();
        CommandLine explained = command.isEmpty()
                ? line
                : Objects.requireNonNull(line.getSubcommands().get(command));
        for (String option : new String[] {"--help", "-h"}) {
            out.reset();
            assertThat(run(words("--debug", command, option))).isZero();
            assertThat(said()).startsWith(("Usage: ./run.sh " + command).strip());
            explained.getCommandSpec().options().stream()
                    .filter(each -> !each.hidden())
                    .forEach(each -> assertThat(said()).contains(each.longestName()));
            assertThat(said().lines()).allMatch(text -> text.length() <= 80);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandShouldSayItsVersion(String command) {
        for (String option : new String[] {"--version", "-V"}) {
            out.reset();
            assertThat(run(words(command, option))).isZero();
            assertThat(said()).startsWith("SealMX ").contains("Java " + System.getProperty("java.version"));
        }
    }

    @Test
    void helpShouldNameEveryCommand() {
        run("--help");
        assertThat(said()).contains(commandLine().getSubcommands().keySet());
    }

    @Test
    void completionShouldCompleteCommandsAndOptions() throws Exception {
        assertThat(run("completion", "bash")).isZero();
        List<String> script = new ArrayList<>(List.of(said()));

        assertThat(completions(script, "./run.sh", ""))
                .contains("demo", "check", "explain", "send", "hash", "completion");
        assertThat(completions(script, "./run.sh", "--i")).contains("--imap-port", "--imap-password");
        assertThat(completions(script, "./run.sh", "check", "--")).contains("--create-views", "--postfix", "--json");
        assertThat(completions(script, "./run.sh", "explain", "--")).contains("--sender", "--json", "--ascii");
        assertThat(completions(script, "./run.sh", "demo", "--"))
                .contains("--data")
                .doesNotContain("--directory");
    }

    /** The completions that bash offers after this input. */
    private static List<String> completions(List<String> script, String... typed) throws Exception {
        List<String> arguments = new ArrayList<>(script);
        arguments.addAll(List.of(typed));
        return Bash.run("""
                        set +eu
                        eval "$1"; shift
                        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                        function_name=$(complete -p run.sh | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                        "$function_name" run.sh "${COMP_WORDS[COMP_CWORD]}"
                        printf '%s\n' "${COMPREPLY[@]}"
                        """, arguments).lines();
    }
}
