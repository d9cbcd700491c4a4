package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.demo.Letter;

/** Starts that would harm the mail in a folder: each ends with one line and exit code 1, and changes no file of it. */
class RefusedStartIT {

    private static final String ALICE = "alice@example.org";

    @TempDir
    Path folder;

    private MailServer server;
    private Path file;

    @BeforeEach
    void nameData() throws IOException {
        server = new MailServer(folder.resolve("data"), Map.of());
        file = server.data().resolve("store/mail.mv.db");
    }

    @Test
    void mailOfThisFolderShouldBeOpenedAsItIsOrNotAtAll() throws Exception {
        try (Program program = server.ready()) {
            assertThat(server.deliver(Letter.to(ALICE))).startsWith("250 ");
            assertThat(program.terminate().exitCode()).isZero();
        }
        byte[] intact = Files.readAllBytes(file);
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

        Files.writeString(file, "no database");
        assertRefused("--data: " + file + " is not a database of H2, or is damaged; restore it from a backup, or move"
                + " it away");

        Files.delete(file);
        assertRefused("--data: the mailboxes' file " + file + " is missing; put it back, or name a new folder to begin"
                + " without mail");

        Files.write(file, intact);
        sql("UPDATE SEALMX_DATABASE SET FORMAT = 2");
        assertRefused(file + " is of a later version of SealMX (its format is 2, this version reads 1); start that"
                + " version");

        sql("UPDATE SEALMX_DATABASE SET FORMAT = 1, ID = '00000000-0000-0000-0000-000000000000'");
        assertRefused("--data: " + server.data() + " belongs to other mailboxes than those in " + file
                + "; name the folder that belongs to them, or a new one");

        Files.write(file, intact);
        try (Program program = server.ready()) {
            assertThat(server.messageIds(ALICE, "demo")).hasSize(1);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    @Test
    void filesOfOtherProgramsShouldBeLeftAlone() throws Exception {
        Files.createDirectories(file.getParent());
        sql("CREATE TABLE ORDERS(A INT)");
        assertRefused(file + " has tables of another program; name an empty database");

        Files.move(file, file.resolveSibling("orders.mv.db"));
        assertRefused("--data: " + file.getParent() + " has orders.mv.db in it and no mail.mv.db, so it is not"
                + " SealMX's; move it away");
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

    private void sql(String statement) throws Exception {
        String url = "jdbc:h2:" + file.toString().replace(".mv.db", "");
        try (Connection connection = DriverManager.getConnection(url, "sealmx", "");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
            sql.execute("SHUTDOWN");
        }
    }
}
