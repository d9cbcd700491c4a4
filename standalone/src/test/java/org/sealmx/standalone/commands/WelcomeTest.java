package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        Settings settings = new Settings(
                List.of("example.org"),
                new Directory.JsonFile(folder.resolve("directory.json")),
                Optional.empty(),
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
                        Optional.empty()));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("  " + name + " "))
                .findFirst()
                .orElse("");
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
}
