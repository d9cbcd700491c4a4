package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.standalone.Options.Command;

class CommandLineTest {

    @Test
    void parseShouldStartOnDefaultsWhenThereIsNothing() throws Exception {
        Options options = CommandLine.parse();

        assertThat(options.command()).isEqualTo(Command.START);
        assertThat(options.domainsOrDefault()).containsExactly("example.org");
        assertThat(options.directory()).isEmpty();
        assertThat(options.debug()).isFalse();
        assertThat(Ports.of(options)).isEqualTo(new Ports(10024, 10143, 10080));
    }

    @Test
    void parseShouldTakeEveryOption() throws Exception {
        Options options = CommandLine.parse(
                "--directory",
                "/d.json",
                "--domain",
                "a.example",
                "--domain=B.example",
                "--data",
                "/data",
                "--conf=/conf",
                "--lmtp-port",
                "1",
                "--imap-port",
                "2",
                "--webadmin-port=65535",
                "--imap-password",
                "s3cret",
                "--debug");

        assertThat(options.directory()).contains(new DirectorySource.JsonFile(Path.of("/d.json")));
        assertThat(options.domains()).containsExactly("a.example", "b.example");
        assertThat(options.data()).contains(Path.of("/data"));
        assertThat(options.conf()).contains(Path.of("/conf"));
        assertThat(Ports.of(options)).isEqualTo(new Ports(1, 2, 65535));
        assertThat(options.imapPassword()).contains("s3cret");
        assertThat(options.debug()).isTrue();
    }

    @Test
    void parseShouldTakeTheNodesOfCouchDb() throws Exception {
        Options options = CommandLine.parse(
                "--directory",
                "http://a.example:5984, https://b.example/couch",
                "--couchdb-credentials",
                "/run/credentials");

        assertThat(options.directory())
                .contains(new DirectorySource.CouchDb(
                        List.of(URI.create("http://a.example:5984"), URI.create("https://b.example/couch"))));
        assertThat(options.couchDbCredentials()).contains(Path.of("/run/credentials"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://admin:s3cret@127.0.0.1:5984",
                "http://127.0.0.1:5984,https://admin:s3cret@b.example",
                "https://admin:s3 cr/et@b.example",
                "HTTP://s3cret@b.example"
            })
    void parseShouldNeitherTakeNorRepeatAPasswordInAUrl(String url) {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> CommandLine.parse("--directory", url))
                .withMessage("--directory: a URL holds no name and password, which everybody on this machine could see;"
                        + " put them into COUCHDB_USER and COUCHDB_PASSWORD, or into a file for --couchdb-credentials");
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
    void parseShouldSayWhatADirectoryIs(String value) {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> CommandLine.parse("--directory", value))
                .withMessage("--directory takes a JSON file, or CouchDB as http://HOST:PORT or https://HOST:PORT,"
                        + " several nodes separated by commas");
    }

    @Test
    void parseShouldTakeOptionsBeforeAndBehindTheCommand() throws Exception {
        Options options =
                CommandLine.parse("--lmtp-port", "25", "send", "alice@example.org", "--debug", "bob@example.org");

        assertThat(options.command()).isEqualTo(Command.SEND);
        assertThat(options.recipients()).containsExactly("alice@example.org", "bob@example.org");
        assertThat(options.lmtpPort()).contains(25);
        assertThat(options.fromInput()).isFalse();
    }

    @Test
    void parseShouldTakeTheOptionsOfCheck() throws Exception {
        Options options = CommandLine.parse(
                "check",
                "--directory",
                "http://a.example",
                "--create-views",
                "--domain",
                "a.example",
                "--json",
                "--expires-within=30d");

        assertThat(options.command()).isEqualTo(Command.CHECK);
        assertThat(options.checkOptions()).containsExactly("--create-views", "--expires-within", "30d", "--json");
        assertThat(CommandLine.parse("check").checkOptions()).isEmpty();
    }

    @Test
    void parseShouldTakeADashForTheStandardInput() throws Exception {
        Options options = CommandLine.parse("send", "alice@example.org", "-");

        assertThat(options.recipients()).containsExactly("alice@example.org");
        assertThat(options.fromInput()).isTrue();
    }

    @Test
    void parseShouldTurnADomainIntoItsAsciiForm() throws Exception {
        assertThat(CommandLine.parse("--domain", "Bücher.example").domains()).containsExactly("xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --bogus                           | unknown option --bogus; see --help
                    --bogus=1                         | unknown option --bogus=1; see --help
                    --debug=yes                       | unknown option --debug=yes; see --help
                    --debug --debug                   | --debug is given twice; give it once
                    --data /a --data /b               | --data is given twice; give it once
                    --data                            | --data needs a value; see --help
                    --data=                           | --data needs a value; see --help
                    --data --debug                    | --data needs a value; see --help
                    --lmtp-port x                     | --lmtp-port: 'x' is not a number from 1 to 65535
                    --lmtp-port 0                     | --lmtp-port: 0 is not a number from 1 to 65535
                    --imap-port 65536                 | --imap-port: 65536 is not a number from 1 to 65535
                    --domain a..b                     | --domain: 'a..b' is not a domain name, such as example.org
                    --domain a_b                      | --domain: 'a_b' is not a domain name, such as example.org
                    --domain a.example --domain A.example | --domain A.example is given twice; give it once
                    run                               | unknown command 'run'; the commands are demo, check and send, see --help
                    demo now                          | 'now' behind 'demo' means nothing; see --help
                    demo --directory /d.json          | demo makes its own accounts: leave out --directory and --imap-password
                    --couchdb-credentials /c          | --couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT
                    --couchdb-credentials /c --directory /d.json | --couchdb-credentials belongs to a directory in CouchDB: --directory http://HOST:PORT
                    --directory http://a.example --imap-password x | --imap-password makes logins for a directory that is a file; with CouchDB make them with webadmin: PUT /users/ADDRESS with {"password":"..."} as application/json
                    send                              | send needs a recipient, such as: send alice@example.org
                    send -                            | send needs a recipient, such as: send alice@example.org
                    demo -                            | '-' behind 'demo' means nothing; see --help
                    --create-views                    | --create-views is an option of check; write: check --create-views
                    --json send a@example.org         | send does not take --json; it takes --lmtp-port
                    --expires-within 30d              | --expires-within is an option of check; write: check --expires-within
                    check --lmtp-port 1               | check does not take --lmtp-port; it takes --directory, --couchdb-credentials, --domain, --conf, --data, --create-views, --expires-within, --postfix, --json
                    check --imap-password x           | check does not take --imap-password; it takes --directory, --couchdb-credentials, --domain, --conf, --data, --create-views, --expires-within, --postfix, --json
                    check now                         | 'now' behind 'check' means nothing; see --help
                    send a@example.org --data /a      | send does not take --data; it takes --lmtp-port
                    """)
    void parseShouldNameWhatIsWrong(String line, String message) {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> CommandLine.parse(line.split(" ", -1)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"--help", "-h", "demo --help"})
    void parseShouldHelpWhenAsked(String line) throws Exception {
        assertThat(CommandLine.parse(line.split(" ", -1)).command()).isEqualTo(Command.HELP);
    }
}
