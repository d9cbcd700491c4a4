package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.Console;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.james.Directory;
import org.sealmx.standalone.james.Logins;
import org.sealmx.standalone.james.LookupPorts;
import org.sealmx.standalone.james.PagePort;
import org.sealmx.standalone.james.Ports;
import org.sealmx.standalone.james.Settings;
import org.sealmx.standalone.james.WebAdminTokens;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program says that mail goes. */
class WelcomeTest {

    @TempDir
    Path folder;

    private String mailboxes(Optional<String> nextHop, Optional<String> elsewhere, Optional<MailDatabase> database) {
        return line("mailboxes", false, nextHop, elsewhere, database);
    }

    private String line(
            String name,
            boolean tokens,
            Optional<String> nextHop,
            Optional<String> elsewhere,
            Optional<MailDatabase> database) {
        Directory directory = new Directory.JsonFile(folder.resolve("directory.json"));
        return said(directory, Optional.empty(), List.of(), Optional.empty(), tokens, nextHop, elsewhere, database)
                .filter(line -> line.startsWith("  " + name + " "))
                .findFirst()
                .orElse("");
    }

    private Stream<String> said(
            Directory directory,
            Optional<String> credentials,
            List<String> shared,
            Optional<String> problem,
            boolean tokens,
            Optional<String> nextHop,
            Optional<String> elsewhere,
            Optional<MailDatabase> database) {
        Settings settings = new Settings(
                List.of("example.org"),
                directory,
                credentials,
                Ports.USUAL,
                LookupPorts.UNSET,
                PagePort.UNSET,
                folder,
                folder.resolve("log"),
                folder,
                false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Welcome(new Console(print, print))
                .show(new Instance(
                        settings,
                        new Logins(List.of(), "", false),
                        tokens,
                        nextHop,
                        elsewhere,
                        database,
                        Optional.empty(),
                        problem,
                        shared));
        return out.toString(StandardCharsets.UTF_8).lines();
    }

    private String check(Optional<String> credentials, String... options) {
        SharedOptions shared = new SharedOptions();
        new CommandLine(CommandSpec.create().addMixin("shared", CommandSpec.forAnnotatedObject(shared)))
                .parseArgs(options);
        Directory directory = new Directory.CouchDb(List.of(URI.create("http://127.0.0.1:5984")));
        return said(
                        directory,
                        credentials,
                        shared.words(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .filter(line -> line.startsWith("Look it over:"))
                .findFirst()
                .orElse("");
    }

    @Test
    void theCheckThatIsShownShouldReadTheSameDirectory() {
        String start = "Look it over:  ./run.sh check --directory=http://127.0.0.1:5984";
        assertThat(check(Optional.empty())).isEqualTo(start);
        assertThat(check(Optional.of("env"))).isEqualTo(start + "   (with COUCHDB_USER and COUCHDB_PASSWORD, as here)");
        assertThat(check(
                        Optional.of("file:///c"),
                        "--conf=/etc/my conf",
                        "--data=/srv/x",
                        "--couchdb-credentials=/c",
                        "--domain=example.net"))
                .isEqualTo(
                        start + " --domain=example.net --couchdb-credentials=/c '--conf=/etc/my conf' --data=/srv/x");
    }

    private String webadmin(String properties) throws Exception {
        Files.writeString(folder.resolve("webadmin.properties"), properties);
        return line("webadmin", WebAdminTokens.required(folder), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void webadminShouldBeWhatItsConfigurationSays() throws Exception {
        String url = "  webadmin   http://127.0.0.1:" + Ports.USUAL.webadmin() + "/ ";
        assertThat(webadmin("enabled=true\n#jwt.enabled=true\n"))
                .isEqualTo(url + "(no password: keep it on this machine)");
        assertThat(webadmin("jwt.enabled = True\n")).isEqualTo(url + "(asks for a token: jwt.enabled)");
        assertThat(webadmin("jwt.enabled=false\n")).isEqualTo(url + "(no password: keep it on this machine)");
    }

    @Test
    void mailboxesShouldBeWhereMailGoes() throws Exception {
        DatabaseLocation.Embedded location = new DatabaseLocation.Embedded(folder.resolve("store"));
        try (MailDatabase derby = MailDatabase.open(location, true)) {
            Optional<MailDatabase> database = Optional.of(derby);
            assertThat(mailboxes(Optional.empty(), Optional.empty(), database))
                    .isEqualTo("  mailboxes  Derby, " + location);
            assertThat(mailboxes(Optional.empty(), Optional.of("in CouchDB, as FILE says"), database))
                    .isEqualTo("  mailboxes  in CouchDB, as FILE says; those that IMAP shows here stay empty");
            assertThat(mailboxes(Optional.of("unix:/s"), Optional.of("in CouchDB"), Optional.empty()))
                    .isEqualTo("  mailboxes  at unix:/s (LMTP); those that IMAP shows here stay empty");
            assertThat(mailboxes(Optional.empty(), Optional.empty(), Optional.empty()))
                    .isEqualTo("  mailboxes  in memory: lost when the program ends");
        }
    }

    @Test
    void aProblemOfTheDirectoryShouldBeTheLastLineBeforeTheEnd() {
        Directory directory = new Directory.CouchDb(List.of(URI.create("http://127.0.0.1:5984")));
        for (Optional<String> problem : List.of(Optional.of("no answer"), Optional.<String>empty())) {
            List<String> lines = said(
                            directory,
                            Optional.empty(),
                            List.of(),
                            problem,
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())
                    .toList();
            assertThat(lines.get(lines.size() - 1)).startsWith("SealMX is ready (");
            assertThat(lines.get(lines.size() - 2))
                    .isEqualTo(problem.map(words -> "PROBLEM with the directory, for which mail may wait: " + words)
                            .orElse(""));
        }
    }
}
