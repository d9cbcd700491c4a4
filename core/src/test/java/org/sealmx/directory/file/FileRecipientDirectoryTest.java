package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.smtp.EmailAddress;

/** When the file is read, and what happens if it cannot be. The tests themselves trigger the checks of the file. */
class FileRecipientDirectoryTest {

    private static final String ALICE = array(main("u1", "alice@example.org").key("KA"));
    private static final String BOB = array(main("u2", "bob@example.org").key("KB"));

    private final LogCapture log = new LogCapture(FileRecipientDirectory.class);
    private final List<List<String>> keysRead = new ArrayList<>();
    private final List<FileRecipientDirectory> opened = new ArrayList<>();

    private FileBed bed = FileBed.lenient();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("identities.json");
    }

    @AfterEach
    void close() {
        opened.forEach(FileRecipientDirectory::close);
        log.close();
    }

    private FileRecipientDirectory open(String content) throws Exception {
        return open(content, 10_000);
    }

    @SuppressWarnings("Immutable") // the reader records what it reads
    private FileRecipientDirectory open(String content, long maxBytes) throws Exception {
        Files.writeString(file, content);
        bed = FileBed.lenient();
        bed.maxBytes = maxBytes;
        bed.certificates = this::readKeys;
        FileRecipientDirectory directory = bed.open(file);
        opened.add(directory);
        return directory;
    }

    private CertificateSource readKeys(CertificateMaterial material) {
        if (!material.isEmpty()) {
            keysRead.add(material.openPgp());
        }
        return RecipientDirectoryContract.CERTIFICATES.read(material);
    }

    private static boolean knows(FileRecipientDirectory directory, String address) throws Exception {
        return directory.resolve(EmailAddress.of(address)) instanceof Resolution.Routes;
    }

    private static void lookTwice(FileRecipientDirectory directory) {
        directory.look();
        directory.look();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"type\": \"Identity\"}",
                "[{\"address\": \"secret\"",
                "[{\"address\": secret}]",
                "[] \"secret\"",
                "[{\"address\": \"secret\", \"a\": \u0000}]",
                "\"secret\""
            })
    void openShouldNameTheFileAndNothingOfTheContentWhenItIsNotAnArray(String content) {
        assertThatThrownBy(() -> open(content))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n")
                .hasNoCause();
    }

    @Test
    void openShouldRepeatNothingOfAFileThatLooksLikeUtf32() {
        assertThatThrownBy(() -> open("\0\0p\0"))
                .hasMessageEndingWith(" is not valid JSON in UTF-8")
                .hasNoCause();
    }

    @Test
    void openShouldNameThePlaceWhenTheJsonIsBroken() {
        assertThatThrownBy(() -> open("[\n  {\"a\": 1},\n  {\"b\" 2}\n]"))
                .hasMessageMatching(".* is not valid JSON, line 3, column \\d+");
        assertThatThrownBy(() -> open("[\n  {\"a\": 1}")).hasMessageMatching(".* ends too early, line 2, column \\d+");
        assertThatThrownBy(() -> open("[]\n[]"))
                .hasMessageEndingWith("has more text after the end of the array, line 2, column 1");
    }

    @Test
    void openShouldThrowWhenTheFileIsMissingOrUnreadable() {
        assertThatThrownBy(() -> open(ALICE, 20))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageEndingWith("is larger than 20 octets");
        file = folder.resolve("missing.json");
        assertThatThrownBy(() -> FileBed.lenient().open(file))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageEndingWith("missing.json does not exist");
        assertThatThrownBy(() -> FileBed.lenient().open(folder))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("is not a regular file");
    }

    @Test
    void openShouldReadTheFileWhenItIsExactlyAsLargeAsAllowed() throws Exception {
        int size = ALICE.getBytes(StandardCharsets.UTF_8).length;
        assertThat(knows(open(ALICE, size), "alice@example.org")).isTrue();
    }

    @Test
    void openShouldFindAddressesThatAreStoredInAnyCase() throws Exception {
        FileRecipientDirectory directory =
                open("\uFEFF" + array(main("u1", "Alice@BÜCHER.example")).replace("BÜCHER.example", "Example.ORG"));
        assertThat(knows(directory, "alice@example.org")).isTrue();
    }

    @Test
    void lookShouldDoNothingWhenTheFileIsUnchanged() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        lookTwice(directory);
        lookTwice(directory);
        assertThat(bed.contents()).isEqualTo(1);
    }

    @Test
    void lookShouldReloadWhenTheFileWasWrittenAndHasSettled() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        Files.writeString(file, BOB + "\n");
        directory.look();
        assertThat(knows(directory, "bob@example.org")).isFalse();
        directory.look();
        assertThat(knows(directory, "bob@example.org")).isTrue();
        assertThat(knows(directory, "alice@example.org")).isFalse();
        assertThat(bed.contents()).isEqualTo(2);
    }

    @Test
    void lagShouldCountFromTheLastLookAtTheContentInForce() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        bed.nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(directory.lag()).isEqualTo(Duration.ofSeconds(5));
        directory.look();
        assertThat(directory.lag()).isZero();

        Files.writeString(file, "broken");
        bed.nanoTime.addAndGet(Duration.ofSeconds(7).toNanos());
        lookTwice(directory);
        assertThat(directory.lag()).as("the content in force is older").isEqualTo(Duration.ofSeconds(7));
        Files.writeString(file, ALICE);
        lookTwice(directory);
        assertThat(directory.lag()).isZero();
    }

    @Test
    void lookShouldReloadWhenAFileOfTheSameSizeAndTimeIsRenamedIntoPlace() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        FileTime time = Files.getLastModifiedTime(file);
        Path next = Files.writeString(folder.resolve("next"), ALICE.replace("alice", "carol"));
        Files.setLastModifiedTime(next, time);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        lookTwice(directory);
        assertThat(knows(directory, "carol@example.org")).isTrue();
    }

    @Test
    void lookShouldReloadWhenASymbolicLinkIsTurned() throws Exception {
        Path one = Files.createDirectory(folder.resolve("1"));
        Path two = Files.createDirectory(folder.resolve("2"));
        Path link = Files.createSymbolicLink(folder.resolve("current"), one);
        Files.writeString(two.resolve("identities.json"), BOB);
        file = link.resolve("identities.json");
        FileRecipientDirectory directory = open(ALICE);
        Files.move(
                Files.createSymbolicLink(folder.resolve("next"), two),
                link,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        lookTwice(directory);
        assertThat(knows(directory, "bob@example.org")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"address\": \"alice@example.org\", ", "{}", "[] []", "null"})
    void lookShouldKeepWhatIsInForceAndLogOnceWhenTheContentIsBroken(String content) throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        Files.writeString(file, content);
        lookTwice(directory);
        lookTwice(directory);
        assertThat(knows(directory, "alice@example.org")).isTrue();
        assertThat(bed.contents()).isEqualTo(1);
        assertThat(log.messages(Level.ERROR)).singleElement().asString().contains(file.toString());
        Files.writeString(file, content + " ");
        lookTwice(directory);
        assertThat(log.messages(Level.ERROR)).hasSize(2);
        Files.writeString(file, BOB);
        lookTwice(directory);
        assertThat(knows(directory, "bob@example.org")).isTrue();
        assertThat(log.messages(Level.ERROR)).hasSize(2);
        assertThat(log.messagesAboveDebug()).noneMatch(message -> message.contains("@example.org"));
    }

    @Test
    void lookShouldKeepWhatIsInForceAndLogOnceWhenTheFileIsDeleted() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        Files.delete(file);
        lookTwice(directory);
        lookTwice(directory);
        assertThat(knows(directory, "alice@example.org")).isTrue();
        assertThat(log.messages(Level.ERROR))
                .containsExactly("Keeping the previous directory: directory file " + file + " does not exist");
        Files.writeString(file, BOB);
        lookTwice(directory);
        assertThat(knows(directory, "bob@example.org")).isTrue();
    }

    @Test
    void lookShouldKeepWhatIsInForceAndLogOnceWhenTheFileCannotBeRead() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        Files.delete(file);
        Files.createDirectory(file);
        lookTwice(directory);
        lookTwice(directory);
        assertThat(knows(directory, "alice@example.org")).isTrue();
        assertThat(log.messages(Level.ERROR)).hasSize(1);
    }

    @Test
    void lookShouldKeepWhatIsInForceWhenTheContentIsTooLarge() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        Files.writeString(file, BOB + " ".repeat(10_000));
        lookTwice(directory);
        assertThat(knows(directory, "alice@example.org")).isTrue();
        assertThat(log.messages(Level.ERROR)).singleElement().asString().endsWith("is larger than 10000 octets");
    }

    @Test
    void lookShouldReportABrokenDocumentOnceWhenItStaysBroken() throws Exception {
        String broken = array(
                main("u1", "alice@example.org").id("d7").withRaw("enabled", "1"),
                main("u2", "bob@example.org").id("bob@example.org").without("destination"));
        FileRecipientDirectory directory = open(broken);
        String summary = "2 documents: 2 broken; 2 cannot receive mail: u1 (\"enabled\" is not true or false),"
                + " u2 (\"destination\" is missing)";
        assertThat(log.messages(Level.WARN))
                .containsExactly(
                        "Identity d7: \"enabled\" is not true or false; mail for its address is deferred until it is fixed.",
                        "Identity #2 (line 8) has no \"destination\"; mail for its address is deferred until it is fixed.",
                        "Directory file " + file + ": " + summary);
        Files.writeString(file, broken + "\n\n");
        lookTwice(directory);
        assertThat(bed.contents()).isEqualTo(2);
        assertThat(log.messages(Level.WARN))
                .hasSize(4)
                .last()
                .isEqualTo("Directory file " + file + ": reloaded (0 added, 0 changed, 0 removed): " + summary);
        assertThat(log.messagesAboveDebug()).noneMatch(message -> message.contains("@example.org"));
    }

    @Test
    void certificatesShouldBeReadWhenTheyAreNeededAndAgainOnlyWhenTheyChange() throws Exception {
        FileRecipientDirectory directory = open(ALICE);
        assertThat(keysRead).as("for the summary").containsExactly(List.of("KA"));
        evaluate(directory);
        evaluate(directory);
        assertThat(keysRead).containsExactly(List.of("KA"));
        Files.writeString(
                file,
                array(
                        main("u9", "new@example.org"),
                        main("u1", "alice@example.org").key("KA")));
        lookTwice(directory);
        evaluate(directory);
        assertThat(bed.contents()).isEqualTo(2);
        assertThat(keysRead).hasSize(1);
        Files.writeString(file, ALICE.replace("KA", "K2"));
        lookTwice(directory);
        evaluate(directory);
        assertThat(keysRead).containsExactly(List.of("KA"), List.of("K2"));
    }

    private static void evaluate(FileRecipientDirectory directory) throws Exception {
        Resolution resolution = directory.resolve(EmailAddress.of("alice@example.org"));
        ((Resolution.Routes) resolution).routes().get(0).certificates().evaluate(Instant.EPOCH);
    }
}
