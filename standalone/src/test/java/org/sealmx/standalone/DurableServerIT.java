package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.standalone.MailServer.idOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.demo.Letter;

/** Mail in a database below the data folder, when the program ends in whatever way. */
class DurableServerIT {

    private static final String ALICE = "alice@example.org";
    private static final String STORED = "250 2.6.0 Message stored";
    private static final int KILLED_AFTER = 60;

    @TempDir
    Path folder;

    private MailServer server;

    @BeforeEach
    void nameData() throws IOException {
        server = new MailServer(folder.resolve("data"), Map.of());
    }

    @Test
    void messageShouldBeThereOnceHoweverTheProgramEnds() throws Exception {
        Letter letter = Letter.to(ALICE);
        try (Program first = server.ready()) {
            assertThat(first.said())
                    .contains("  mailboxes  Derby, " + server.data().resolve("store/mail"));
            assertThat(server.deliver(letter)).isEqualTo(STORED);
            first.kill();
        }
        try (Program second = server.ready()) {
            assertThat(inbox()).containsExactly(idOf(letter));
            assertThat(server.deliver(letter)).isEqualTo(STORED);
            assertThat(inbox()).containsExactly(idOf(letter));
            assertThat(second.terminate().exitCode()).isZero();
        }
        try (Program third = server.ready()) {
            assertThat(third.said()).doesNotContain("Making the demo accounts' keys");
            assertThat(inbox()).containsExactly(idOf(letter));
        }
    }

    @Test
    void everyConfirmedMessageShouldBeThereOnceWhenTheProgramIsKilledAmongDeliveries() throws Exception {
        Burst burst;
        try (Program first = server.ready()) {
            burst = Burst.killAfter(KILLED_AFTER, first, server.ports().lmtp(), ALICE);
        }
        try (Program second = server.ready()) {
            assertThat(inbox())
                    .doesNotHaveDuplicates()
                    .containsAll(
                            burst.confirmed().stream().map(MailServer::idOf).toList());
            for (Letter letter : burst.offered()) {
                assertThat(server.deliver(letter)).isEqualTo(STORED);
            }
            assertThat(inbox())
                    .containsExactlyInAnyOrderElementsOf(
                            burst.offered().stream().map(MailServer::idOf).toList());
            assertThat(second.terminate().exitCode()).isZero();
        }
    }

    @Test
    void usersAndQuotasShouldSurviveAKill() throws Exception {
        Letter first = Letter.to(ALICE);
        try (Program program = server.ready()) {
            assertThat(server.deliver(first)).isEqualTo(STORED);
            server.webadmin("PUT", "/users/zed@example.org", "{\"password\": \"s3cret\"}");
            server.webadmin("PUT", "/users/bob@example.org?force", "{\"password\": \"changed\"}");
            server.webadmin("PUT", "/quota/users/" + ALICE + "/count", "1");
            program.kill();
        }
        try (Program program = server.ready()) {
            assertThat(server.messageIds("zed@example.org", "s3cret")).isEmpty();
            assertThat(server.messageIds("bob@example.org", "changed")).isEmpty();
            assertThat(server.webadmin("GET", "/quota/users/" + ALICE + "/count", ""))
                    .isEqualTo("1");
            assertThat(server.deliver(Letter.to(ALICE))).startsWith("452 4.2.2 ");
            assertThat(inbox()).containsExactly(idOf(first));
            server.webadmin("DELETE", "/quota/users/" + ALICE + "/count", "");
            assertThat(server.deliver(Letter.to(ALICE))).isEqualTo(STORED);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    @Test
    void mailShouldSurviveAnUpgrade() throws Exception {
        Letter before = Letter.to(ALICE);
        Letter after = Letter.to(ALICE);
        try (Program program = server.ready()) {
            assertThat(server.deliver(before)).isEqualTo(STORED);
            assertThat(program.terminate().exitCode()).isZero();
        }
        try (Program program = server.start(laterVersion()).await("SealMX is ready")) {
            assertThat(server.deliver(before)).isEqualTo(STORED);
            assertThat(server.deliver(after)).isEqualTo(STORED);
            assertThat(inbox()).containsExactly(idOf(before), idOf(after));
            assertThat(program.terminate().exitCode()).isZero();
        }
        try (Stream<Path> jars = Files.list(server.data().resolve("extensions-jars"))) {
            assertThat(jars)
                    .singleElement()
                    .hasToString(server.data()
                            .resolve("extensions-jars/sealmx-99.jar")
                            .toString());
        }
    }

    /** The same program elsewhere, its extension jar under the name of a later version. */
    private Path laterVersion() throws IOException {
        Path home = Files.createDirectory(folder.resolve("later"));
        for (String part : List.of("lib", "tools", "conf")) {
            Files.createSymbolicLink(home.resolve(part), Program.home().resolve(part));
        }
        Path jars = Files.createDirectory(home.resolve("extensions-jars"));
        try (Stream<Path> shipped = Files.list(Program.home().resolve("extensions-jars"))) {
            Files.copy(shipped.findFirst().orElseThrow(), jars.resolve("sealmx-99.jar"));
        }
        return home;
    }

    private List<String> inbox() throws Exception {
        return server.messageIds(ALICE, "demo");
    }
}
