package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.standalone.MailServer.idOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.DatabaseLogin;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.database.PostgreSqlServer;
import org.sealmx.standalone.demo.Letter;

/** The program with its mailboxes in a real PostgreSQL. */
class PostgreSqlIT {

    private static final String ALICE = "alice@example.org";
    private static final String STORED = "250 2.6.0 Message stored";
    private static final int KILLED_AFTER = 60;

    @TempDir
    Path folder;

    private final String password = UUID.randomUUID().toString();
    private PostgreSqlServer database;
    private MailServer server;

    @BeforeEach
    void create() throws Exception {
        database = PostgreSqlServer.create(password);
        server = server("data");
    }

    @AfterEach
    void remove() throws Exception {
        database.close();
    }

    private MailServer server(String data) throws Exception {
        return server(data, "mail");
    }

    private MailServer server(String data, String name) throws Exception {
        return new MailServer(
                folder.resolve(data),
                Map.of("DATABASE_USER", PostgreSqlServer.ROLE, "DATABASE_PASSWORD", password),
                "--database",
                database.url(name));
    }

    private String location(String name) {
        return database.url(name).replace("jdbc:", "");
    }

    @Test
    void mailUsersAndQuotasShouldBeThereAfterAKillOfTheProgram() throws Exception {
        Letter letter = Letter.to(ALICE);
        try (Program first = server.ready()) {
            assertThat(first.said())
                    .contains("  mailboxes  PostgreSQL, " + location("mail"))
                    .doesNotContain(password);
            assertThat(server.data().resolve("store")).doesNotExist();
            assertThat(server.deliver(letter)).isEqualTo(STORED);
            server.webadmin("PUT", "/users/zed@example.org", "{\"password\": \"s3cret\"}");
            server.webadmin("PUT", "/quota/users/" + ALICE + "/count", "1");
            first.kill();
        }
        try (Program second = server.ready()) {
            assertThat(server.messageIds(ALICE, "demo")).containsExactly(idOf(letter));
            assertThat(server.deliver(letter)).isEqualTo(STORED);
            assertThat(server.deliver(Letter.to(ALICE))).startsWith("452 4.2.2 ");
            assertThat(server.messageIds(ALICE, "demo")).containsExactly(idOf(letter));
            assertThat(server.messageIds("zed@example.org", "s3cret")).isEmpty();
            assertThat(second.terminate().exitCode()).isZero();
        }
        assertThat(Files.readString(server.data().resolve("log/sealmx.log"))).doesNotContain(password);
    }

    @Test
    void everyConfirmedMessageShouldBeThereOnceWhenTheProgramIsKilledAmongDeliveries() throws Exception {
        Burst burst;
        try (Program first = server.ready()) {
            burst = Burst.killAfter(KILLED_AFTER, first, server.ports().lmtp(), ALICE);
        }
        try (Program second = server.ready()) {
            assertThat(server.messageIds(ALICE, "demo"))
                    .doesNotHaveDuplicates()
                    .containsAll(
                            burst.confirmed().stream().map(MailServer::idOf).toList());
            for (Letter letter : burst.offered()) {
                assertThat(server.deliver(letter)).isEqualTo(STORED);
            }
            assertThat(server.messageIds(ALICE, "demo"))
                    .containsExactlyInAnyOrderElementsOf(
                            burst.offered().stream().map(MailServer::idOf).toList());
            assertThat(second.terminate().exitCode()).isZero();
        }
    }

    @Test
    void mailShouldWaitWhilePostgreSqlIsAwayAndBeStoredOnceAfterwards() throws Exception {
        Letter before = Letter.to(ALICE);
        Letter meanwhile = Letter.to(ALICE);
        try (Program program = server.ready()) {
            assertThat(server.deliver(before)).isEqualTo(STORED);
            database.kill();
            assertThat(server.deliver(meanwhile)).startsWith("451 ");
            database.start();
            assertThat(server.deliver(meanwhile)).isEqualTo(STORED);
            assertThat(server.deliver(before)).isEqualTo(STORED);
            assertThat(server.messageIds(ALICE, "demo")).containsExactlyInAnyOrder(idOf(before), idOf(meanwhile));
            server("other").assertRefused(inUse());
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    @Test
    void databaseThatIsMissingOrNotOursShouldBeRefusedWithWhatToDo() throws Exception {
        server("data", "none")
                .assertRefused(
                        "--database: " + location("none") + " does not exist; create it with createdb --owner=USER"
                                + " --encoding=UTF8 --template=template0, where USER is that of --database-credentials");
        database.sql("CREATE DATABASE theirs");
        server("data", "theirs")
                .assertRefused("--database: the user of --database-credentials may not create tables in "
                        + location("theirs") + "; make it the owner: ALTER DATABASE NAME OWNER TO USER");
    }

    @Test
    void secondServerShouldBeRefused() throws Exception {
        try (Program program = server.ready()) {
            server("other").assertRefused(inUse());
            assertThat(server.deliver(Letter.to(ALICE))).isEqualTo(STORED);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    /** Each of these is refused before it changes the database that is named. */
    @Test
    void folderShouldGoWithNoOtherDatabase() throws Exception {
        try (Program program = server.ready()) {
            assertThat(program.terminate().exitCode()).isZero();
        }
        database.sql("CREATE DATABASE other OWNER " + PostgreSqlServer.ROLE);
        String other = database.url("other");
        Map<String, String> login = Map.of("DATABASE_USER", PostgreSqlServer.ROLE, "DATABASE_PASSWORD", password);
        new MailServer(server.data(), Map.of())
                .assertRefused("--data: " + server.data()
                        + " belongs to a database on a server: add --database URL, or name another folder");
        new MailServer(server.data(), login, "--database", other)
                .assertRefused(other.replace("jdbc:", "") + " is empty, but the folder of --data belongs to mailboxes"
                        + " with mail; name their database, or a new folder to begin without mail");
        try (MailDatabase untouched = MailDatabase.open(
                new DatabaseLocation.Server(other, Optional.of(new DatabaseLogin(PostgreSqlServer.ROLE, password))),
                true)) {
            assertThat(untouched.isNew()).isTrue();
        }
    }

    private String inUse() {
        return "--database: another instance uses " + location("mail") + "; stop it, or name another database";
    }
}
