package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class MailDatabaseTest {

    private static final String NOT_DERBY =
            "--data: %s is not a database of Derby, or is damaged; restore it from a backup, or move it away";

    /** Where Derby's control file of the log has the major version of the Derby that wrote it. */
    private static final int MAJOR_VERSION_IN_CONTROL = 16;

    private static final int CHECKSUM_IN_CONTROL = 40;

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
            assertThat(again).hasToString("Derby, " + location.database());
        }
    }

    /** The folder is marked with the id right after that; a database that then has another one is refused for good. */
    @Test
    void newDatabaseShouldBeInItsFolderAtOnce() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            assertThat(database.isNew()).isTrue();

            try (MailDatabase afterKill = MailDatabase.open(asAfterAKill(), false)) {
                assertThat(afterKill.id()).isEqualTo(database.id());
                assertThat(afterKill.isNew()).isFalse();
            }
        }
    }

    /** Derby does not open a database that it had only begun to make. */
    @Test
    void leftOverOfAnInterruptedFirstStartShouldNotMatter() throws Exception {
        Path draft = Files.createDirectories(location.folder().resolve("draft"));
        Files.writeString(draft.resolve("service.properties"), "half");

        assertThat(create()).isNotNull();
        assertThat(draft).doesNotExist();
    }

    @Test
    void databaseShouldNotBeMadeWhereThereWasOne() throws Exception {
        Files.createDirectory(location.folder());

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, false))
                .withMessage(
                        location.database() + " is empty, but the folder of --data belongs to mailboxes with mail; name"
                                + " their database, or a new folder to begin without mail");
        assertThat(location.folder()).isEmptyDirectory();
    }

    @Test
    void filesShouldBeTheirOwnersOnly() throws Exception {
        create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(location.folder())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(location.folder())) {
            assertThat(files).containsExactly(location.database());
        }
    }

    @Test
    void commitShouldBeInTheFilesWhenItReturns() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "CREATE TABLE T(A INT)");
            for (int row = 0; row < 20; row++) {
                execute(database, "INSERT INTO T VALUES (" + row + ")");
                try (MailDatabase other = MailDatabase.open(asAfterAKill(), false)) {
                    assertThat(number(other, "SELECT COUNT(*) FROM T")).isEqualTo(row + 1);
                }
            }
        }
    }

    /** A kill in the middle of transactions: what was committed is there, what was not is gone, and all agrees. */
    @Test
    void filesShouldOpenAtEveryMomentOfATransaction() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "CREATE TABLE T(A INT PRIMARY KEY, B BLOB)");
            for (int row = 0; row < 20; row++) {
                try (Connection connection = database.connections().getConnection();
                        PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?)")) {
                    connection.setAutoCommit(false);
                    insert.setInt(1, row);
                    insert.setBytes(2, new byte[100_000]);
                    insert.execute();
                    try (MailDatabase other = MailDatabase.open(asAfterAKill(), false)) {
                        assertThat(number(other, "SELECT COUNT(B) FROM T")).isEqualTo(row);
                        assertThat(number(other, "VALUES SYSCS_UTIL.SYSCS_CHECK_TABLE('APP', 'T')"))
                                .isOne();
                    }
                    connection.commit();
                }
            }
        }
    }

    /** A full disk or a kill ends a write between two blocks, and half a page is a database that does not open. */
    @Test
    void pagesShouldBeAsLargeAsABlockAlsoWithLargeObjects() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "CREATE TABLE T(A VARCHAR(1000) PRIMARY KEY, B BLOB)");
            execute(database, "INSERT INTO T VALUES ('a', NULL)");

            assertThat(number(database, "SELECT COUNT(*) FROM TABLE(SYSCS_DIAG.SPACE_TABLE('APP', 'T')) X"))
                    .as("the table and its index")
                    .isEqualTo(2);
            assertThat(number(database, "SELECT MAX(PAGESIZE) FROM TABLE(SYSCS_DIAG.SPACE_TABLE('APP', 'T')) X"))
                    .isEqualTo(4096);
        }
    }

    @Test
    void databaseThatWasClosedShouldOpenAgain() throws Exception {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "CREATE TABLE T(A INT)");
            DatabaseFiles.shutDown(location.database(), "");

            database.requireOurs();
            execute(database, "INSERT INTO T VALUES (1)");
            assertThat(number(database, "SELECT COUNT(*) FROM T")).isOne();
        }
    }

    @Test
    void garbageShouldBeRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(location.database());
        Files.writeString(location.database().resolve("letter.txt"), "neither Derby nor anything else");

        assertRefused(NOT_DERBY.formatted(location.database()));
    }

    @Test
    void damagedDatabaseShouldBeRefusedAndLeftAlone() throws Exception {
        create();
        Files.writeString(location.database().resolve("service.properties"), "garbage");

        assertRefused(NOT_DERBY.formatted(location.database()));
    }

    @Test
    void laterFormatOfDerbyShouldBeRefusedAndLeftAlone() throws Exception {
        create();
        Path control = location.database().resolve("log/log.ctrl");
        byte[] octets = Files.readAllBytes(control);
        ByteBuffer content = ByteBuffer.wrap(octets).putInt(MAJOR_VERSION_IN_CONTROL, 99);
        CRC32 checksum = new CRC32();
        checksum.update(octets, 0, CHECKSUM_IN_CONTROL);
        content.putLong(CHECKSUM_IN_CONTROL, checksum.getValue());
        Files.write(control, octets);
        Files.write(location.database().resolve("log/logmirror.ctrl"), octets);

        assertRefused("--data: " + location.database()
                + " is a database of a later version of Derby; start the version of SealMX that wrote it");
    }

    @Test
    void laterFormatOfOursShouldBeRefused() throws Exception {
        create();
        try (MailDatabase database = MailDatabase.open(location, true)) {
            execute(database, "UPDATE SEALMX_DATABASE SET FORMAT = 2");
        }

        assertRefusedOnceOpen(location
                + " is of a later version of SealMX (its format is 2, this version reads 1); start that version");
    }

    /** The files change when Derby opens them, what is in them does not. */
    @Test
    void tablesOfAnotherProgramShouldBeRefusedAndLeftAlone() throws Exception {
        Files.createDirectory(location.folder());
        try (Connection connection = DatabaseFiles.connect(location.database(), ";create=true");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ORDERS(A INT)");
        }

        assertRefusedOnceOpen(location + " has tables of another program; name an empty database");
        try (Connection connection = DatabaseFiles.connect(location.database(), "");
                ResultSet tables = connection.getMetaData().getTables(null, "APP", "%", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_NAME")).isEqualTo("ORDERS");
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void databaseWithALoginShouldBeRefused() throws Exception {
        create();
        Path settings = location.database().resolve("service.properties");
        try (Connection connection = DatabaseFiles.connect(location.database(), "");
                Statement statement = connection.createStatement()) {
            for (String property : new String[] {"user.sa', 'secret", "connection.requireAuthentication', 'true"}) {
                statement.execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby." + property + "')");
            }
        }
        DatabaseFiles.shutDown(location.database(), ";user=sa;password=secret");
        assertThat(settings).exists();

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, true))
                .withMessage("--data: " + location + " is a database of another program; move it away");
        DatabaseFiles.shutDown(location.database(), ";user=sa;password=secret");
    }

    @Test
    void anotherDatabaseThanTheRightOneShouldBeRefused() throws Exception {
        UUID id = create();
        OperatorException wrong = new OperatorException("another");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, false, found -> {
                    assertThat(found).isEqualTo(id);
                    throw wrong;
                }))
                .isSameAs(wrong);
        assertThat(create()).isEqualTo(id);
    }

    @Test
    void databaseOfH2ShouldBeRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(location.folder());
        Path file = location.folder().resolve("mail.mv.db");
        Files.writeString(file, "H:2,block:2");

        assertRefused("--data: " + file + " was written by a development version that kept mail in H2; start that"
                + " version, copy the mail by IMAP to a server with a new folder, and use that");
    }

    @Test
    void filesOfAnotherProgramShouldBeRefusedAndLeftAlone() throws Exception {
        Path other = Files.createDirectories(location.folder().resolve("seg0")).resolve("c10.dat");
        Files.writeString(other, "other");

        assertRefused(
                "--data: " + location.folder() + " has seg0 in it and no mail, so it is not SealMX's; move it away");
    }

    @Test
    void fileInPlaceOfTheDatabaseShouldBeRefused() throws Exception {
        Files.createDirectories(location.folder());
        Files.writeString(location.database(), "a file");

        assertRefused("--data: " + location + " is not a folder; move it away");
    }

    @Test
    void fileInPlaceOfTheFolderShouldBeRefused() throws Exception {
        Files.writeString(location.folder(), "a file");

        assertRefused("--data: cannot use " + location.folder() + "; fix that, or name another folder");
    }

    @Test
    void semicolonShouldBeRefused() throws Exception {
        location = new DatabaseLocation.Embedded(temp.resolve("a;create=true"));

        assertRefused("--data: Derby takes no path with a semicolon; name another folder");
    }

    @Test
    void missingDatabaseShouldBeNamed() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(location::requirePresent)
                .withMessage(
                        "--data: the mailboxes' folder %s is missing; put it back, or name a new folder to begin"
                                + " without mail",
                        location);
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

    private UUID create() throws OperatorException, SQLException, IOException {
        try (MailDatabase database = MailDatabase.open(location, true)) {
            return database.id();
        }
    }

    /** The files as a kill would leave them now. */
    private DatabaseLocation.Embedded asAfterAKill() throws IOException {
        return DatabaseFiles.copy(location, temp.resolve("copy-" + UUID.randomUUID()));
    }

    private void assertRefusedOnceOpen(String message) {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location, true))
                .withMessage(message);
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
}
