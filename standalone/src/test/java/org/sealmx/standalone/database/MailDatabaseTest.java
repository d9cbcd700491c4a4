package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class MailDatabaseTest {

    /** H2 has two copies of its header, each in a block of its own. */
    private static final int BLOCK = 4096;

    @TempDir
    Path temp;

    private DatabaseLocation.Embedded location;

    @BeforeEach
    void nameFolder() {
        location = new DatabaseLocation.Embedded(temp.resolve("store"));
    }

    @Test
    void databaseShouldBeTheSameWhenItIsOpenedAgain() throws Exception {
        UUID first = create();

        try (MailDatabase again = MailDatabase.open(location, true)) {
            assertThat(again.id()).isEqualTo(first);
            assertThat(again).hasToString("H2, " + location.file());
        }
    }

    /** The folder is marked with the id right after that; a database that then has another one is refused for good. */
    @Test
    void newDatabaseShouldBeInItsFileAtOnce() throws Exception {
        DatabaseLocation.Embedded copy = new DatabaseLocation.Embedded(Files.createDirectory(temp.resolve("copy")));
        try (MailDatabase database = MailDatabase.open(location, true)) {
            Files.copy(location.file(), copy.file());
            assertThat(database.isNew()).isTrue();

            try (MailDatabase afterKill = MailDatabase.open(copy, false)) {
                assertThat(afterKill.id()).isEqualTo(database.id());
                assertThat(afterKill.isNew()).isFalse();
            }
        }
    }

    /** H2 refuses a file that it had only begun to write. */
    @Test
    void leftOverOfAnInterruptedFirstStartShouldNotMatter() throws Exception {
        Files.createDirectory(location.folder());
        Path draft = location.folder().resolve("draft.mv.db");
        Files.writeString(draft, "H:2,block");

        assertThat(create()).isNotNull();
        assertThat(draft).doesNotExist();
    }

    @Test
    void emptyDatabaseShouldBeRefusedWhereThereWasOneAndStayEmpty() throws Exception {
        put(new byte[0]);

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, false))
                .withMessage(
                        location.file() + " is empty, but the folder of --data belongs to mailboxes with mail; name"
                                + " their database, or a new folder to begin without mail");
        try (MailDatabase database = MailDatabase.open(location, true)) {
            assertThat(database.isNew()).isTrue();
        }
    }

    @Test
    void filesShouldBeTheirOwnersOnly() throws Exception {
        create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(location.folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(location.folder())) {
            assertThat(files).containsExactly(location.file());
        }
    }

    @Test
    void syncShouldHaveInTheFileWhatWasCommitted() throws Exception {
        DatabaseLocation.Embedded copy = new DatabaseLocation.Embedded(Files.createDirectory(temp.resolve("copy")));
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "CREATE TABLE T(A INT)");
            for (int row = 0; row < 20; row++) {
                execute(database, "INSERT INTO T VALUES (" + row + ")");
                database.sync(database.opened());
                Files.deleteIfExists(copy.file());
                Files.copy(location.file(), copy.file());
                try (MailDatabase other = MailDatabase.open(copy, true)) {
                    assertThat(number(other, "SELECT COUNT(*) FROM T")).isEqualTo(row + 1);
                }
            }
        }
    }

    /** Otherwise a message is confirmed that only the memory of the database had. */
    @Test
    void syncShouldFailWhenTheDatabaseWasOpenedAgainSinceTheTransactionBegan() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            long before = database.opened();
            execute(database, "CREATE TABLE T(A INT)");
            execute(database, "SHUTDOWN IMMEDIATELY");
            // opens it again
            assertThat(number(database, "SELECT 1")).isEqualTo(1);

            for (int waiting = 0; waiting < 2; waiting++) {
                assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.sync(before));
            }
            long after = database.opened();
            assertThat(after).isGreaterThan(before);
            execute(database, "CREATE TABLE T2(A INT)");
            database.sync(after);
        }
    }

    @Test
    void garbageShouldBeRefusedAndLeftAlone() throws Exception {
        byte[] garbage = "neither H2 nor anything else".getBytes(StandardCharsets.US_ASCII);
        put(garbage);

        assertRefused("--data: " + location.file()
                + " is not a database of H2, or is damaged; restore it from a backup," + " or move it away");
        assertThat(location.file()).hasBinaryContent(garbage);
    }

    @Test
    void headerWithGarbageAfterItShouldBeRefusedAndLeftAlone() throws Exception {
        byte[] garbage = ("H:2,block:2,blockSize:1000" + "x".repeat(3 * BLOCK)).getBytes(StandardCharsets.US_ASCII);
        put(garbage);

        assertRefused("--data: " + location.file()
                + " is not a database of H2, or is damaged; restore it from a backup," + " or move it away");
        assertThat(location.file()).hasBinaryContent(garbage);
    }

    @Test
    void laterFormatOfH2ShouldBeRefusedAndLeftAlone() throws Exception {
        create();
        writeFormat(9);
        byte[] later = Files.readAllBytes(location.file());

        assertRefused("--data: " + location.file()
                + " is a database of another version of H2; start the version of SealMX that wrote it");
        assertThat(location.file()).hasBinaryContent(later);
    }

    @Test
    void laterFormatOfOursShouldBeRefused() throws Exception {
        create();
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "UPDATE SEALMX_DATABASE SET FORMAT = 2");
        }

        assertRefused(location.file()
                + " is of a later version of SealMX (its format is 2, this version reads 1); start" + " that version");
    }

    @Test
    void tablesOfAnotherProgramShouldBeRefusedAndLeftAlone() throws Exception {
        Files.createDirectory(location.folder());
        String url = "jdbc:h2:" + location.folder().resolve("mail");
        try (Connection connection = DriverManager.getConnection(url, "sealmx", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ORDERS(A INT)");
        }

        assertRefused(location.file() + " has tables of another program; name an empty database");
        try (Connection connection = DriverManager.getConnection(url, "sealmx", "");
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("ORDERS");
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void databaseWithAnotherLoginShouldBeRefused() throws Exception {
        Files.createDirectory(location.folder());
        DriverManager.getConnection("jdbc:h2:" + location.folder().resolve("mail"), "sa", "secret")
                .close();

        assertRefused("--data: " + location.file() + " is a database of another program; move it away");
    }

    @Test
    void databaseOfDerbyInItsPlaceShouldBeRefusedAndLeftAlone() throws Exception {
        Path derby = Files.createDirectories(location.folder().resolve("seg0")).resolve("c10.dat");
        Files.writeString(derby, "derby");

        assertRefused("--data: " + location.folder()
                + " has seg0 in it and no mail.mv.db, so it is not SealMX's; move it away");
        assertThat(location.file()).doesNotExist();
        assertThat(derby).hasContent("derby");
    }

    @Test
    void folderInPlaceOfTheFileShouldBeRefused() throws Exception {
        Files.createDirectories(location.file());

        assertRefused("--data: " + location.file() + " is not a file; move it away");
    }

    @Test
    void fileInPlaceOfTheFolderShouldBeRefused() throws Exception {
        Files.writeString(location.folder(), "a file");

        assertRefused("--data: cannot use " + location.folder() + "; fix that, or name another folder");
        assertThat(location.folder()).hasContent("a file");
    }

    @Test
    void semicolonShouldBeRefused() throws Exception {
        location = new DatabaseLocation.Embedded(temp.resolve("a;INIT=b"));

        assertRefused("--data: H2 takes no path with a semicolon; name another folder");
    }

    @Test
    void databaseThatIsOpenElsewhereShouldBeRefused() throws Exception {
        create();
        try (Connection elsewhere =
                DriverManager.getConnection("jdbc:h2:async:" + location.folder().resolve("mail"), "sealmx", "")) {
            assertRefused("--data: " + location.file() + " is open in another program; stop that");
            assertThat(elsewhere.isValid(1)).isTrue();
        }
    }

    @Test
    void fileOfAnInterruptedFirstStartShouldBeFilled() throws Exception {
        put(new byte[0]);

        assertThat(create()).isNotNull();
    }

    @Test
    void missingFileShouldBeNamed() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(location::requireFile)
                .withMessage(
                        "--data: the mailboxes' file %s is missing; put it back, or name a new folder to begin"
                                + " without mail",
                        location.file());
    }

    @Test
    void unreachableServerShouldBeNamedWithoutParameters() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(
                        new DatabaseLocation.Server(
                                "jdbc:postgresql://127.0.0.1:1/mail?connectTimeout=2", Optional.empty()),
                        true))
                .withMessage("--database: no connection to postgresql://127.0.0.1:1/mail; start PostgreSQL, or correct"
                        + " the URL");
    }

    private UUID create() throws OperatorException, SQLException {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            return database.id();
        }
    }

    private void put(byte[] content) throws Exception {
        Files.createDirectory(location.folder());
        Files.write(location.file(), content);
    }

    /** Asserts that the start ends with this message, and leaves every file as it is. */
    private void assertRefused(String message) throws IOException {
        Map<String, String> before = files();
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, true))
                .withMessage(message);
        assertThat(files()).isEqualTo(before);
    }

    /** Each file with its content. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(temp)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(path.toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static void execute(MailDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(MailDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Gives both headers of the file another format, and the checksum that belongs to it. */
    private void writeFormat(int format) throws Exception {
        try (FileChannel file = FileChannel.open(location.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int header = 0; header < 2; header++) {
                ByteBuffer block = ByteBuffer.allocate(BLOCK);
                file.read(block, (long) header * BLOCK);
                String text = new String(block.array(), StandardCharsets.ISO_8859_1)
                        .replaceFirst("(?s),fletcher:.*", "")
                        .replaceFirst("format:\\d+", "format:" + format);
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                int checksum = DataUtils.getFletcher32(bytes, 0, bytes.length);
                byte[] all = (text + ",fletcher:" + Integer.toHexString(checksum) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
                file.write(ByteBuffer.wrap(all), (long) header * BLOCK);
            }
        }
    }
}
