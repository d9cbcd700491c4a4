package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.database.DatabaseFiles;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.folder.Folders;

/** Starts that would harm the mail in a folder: each ends with one line and exit code 1, and changes no mail in it. */
class RefusedStartIT {

    private static final String ALICE = "alice@example.org";

    @TempDir
    Path folder;

    private MailServer server;
    private Path database;

    @BeforeEach
    void nameData() throws IOException {
        server = new MailServer(folder.resolve("data"), Map.of());
        database = server.data().resolve("store/mail");
    }

    @Test
    void mailOfThisFolderShouldBeOpenedAsItIsOrNotAtAll() throws Exception {
        try (Program program = server.ready()) {
            assertThat(server.deliver(Letter.to(ALICE))).startsWith("250 ");
            assertThat(program.terminate().exitCode()).isZero();
        }
        assertRefused(
                "--data: " + server.data()
                        + " belongs to an embedded database: leave out --store and --database, or name another folder",
                "--store",
                "memory");

        for (String[] store : new String[][] {
            {"--store", "lmtp", "--next-hop", "inet:127.0.0.1:1"}, {"--database", "jdbc:postgresql://127.0.0.1:1/mail"}
        }) {
            assertRefused(
                    "--data: " + server.data()
                            + " belongs to an embedded database: leave out --store and --database, or name another"
                            + " folder",
                    store);
        }

        Path elsewhere = folder.resolve("elsewhere");
        Files.move(database, elsewhere);
        assertRefused("--data: the mailboxes' folder " + database + " is missing; put it back, or name a new folder to"
                + " begin without mail");

        Files.createDirectory(database);
        Files.writeString(database.resolve("letter.txt"), "no database");
        assertRefused("--data: " + database + " is not a database of Derby, or is damaged; restore it from a backup, or"
                + " move it away");

        Folders.delete(database);
        Files.move(elsewhere, database);
        String id = sql("UPDATE SEALMX_DATABASE SET FORMAT = 2");
        server.assertRefused(database
                + " is of a later version of SealMX (its format is 2, this version reads 1); start" + " that version");

        sql("UPDATE SEALMX_DATABASE SET FORMAT = 1, ID = '00000000-0000-0000-0000-000000000000'");
        server.assertRefused("--data: " + server.data() + " belongs to other mailboxes than those in " + database
                + "; name the folder that belongs to them, or a new one");

        sql("UPDATE SEALMX_DATABASE SET ID = '" + id + "'");
        try (Program program = server.ready()) {
            assertThat(server.messageIds(ALICE, "demo")).hasSize(1);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    @Test
    void filesOfOtherProgramsShouldBeLeftAlone() throws Exception {
        Files.createDirectories(database.getParent());
        try (Connection connection = DatabaseFiles.connect(database, ";create=true");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ORDERS(A INT)");
        } finally {
            DatabaseFiles.shutDown(database, "");
        }
        server.assertRefused(database + " has tables of another program; name an empty database");

        Files.move(database, database.resolveSibling("orders"));
        assertRefused("--data: " + database.getParent()
                + " has orders in it and no mail, so it is not SealMX's; move it" + " away");
    }

    @Test
    void secondServerShouldBeRefusedAndTheFirstGoOn() throws Exception {
        MailServer second = new MailServer(server.data(), Map.of());
        try (Program program = server.ready()) {
            Letter letter = Letter.to(ALICE);
            assertThat(server.deliver(letter)).startsWith("250 ");
            second.assertRefused(
                    "another instance runs in " + server.data() + "; stop it, or name another folder with --data");
            assertThat(server.deliver(letter)).startsWith("250 ");
            assertThat(server.deliver(Letter.to(ALICE))).startsWith("250 ");
            assertThat(server.messageIds(ALICE, "demo")).hasSize(2);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    /** The demo's keys and the log may be written before the database is looked at. */
    private void assertRefused(String complaint, String... further) throws Exception {
        Map<String, String> before = checksums();
        server.assertRefused(complaint, further);
        assertThat(checksums()).isEqualTo(before);
    }

    private Map<String, String> checksums() throws Exception {
        Map<String, String> sums = new TreeMap<>();
        for (String part : new String[] {"store", "var"}) {
            Path root = server.data().resolve(part);
            if (Files.exists(root)) {
                try (Stream<Path> all = Files.walk(root)) {
                    for (Path path : all.filter(Files::isRegularFile).toList()) {
                        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
                        sums.put(path.toString(), HexFormat.of().formatHex(sum));
                    }
                }
            }
        }
        return sums;
    }

    /** Changes the row that names the database, and returns the identifier that it had. */
    private String sql(String change) throws Exception {
        try (Connection connection = DatabaseFiles.connect(database, "");
                Statement statement = connection.createStatement()) {
            String id;
            try (ResultSet row = statement.executeQuery("SELECT ID FROM SEALMX_DATABASE")) {
                row.next();
                id = row.getString(1);
            }
            statement.execute(change);
            return id;
        } finally {
            DatabaseFiles.shutDown(database, "");
        }
    }
}
