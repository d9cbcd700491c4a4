package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.smtp.EmailAddress;

/** What start and reload require of the content as a whole, and the effect of single wrong documents on it. */
class FileAcceptanceTest {

    private static final Doc ALICE = main("u1", "alice@example.org").id("1");
    private static final Doc POSTMASTER =
            alias("u1", "postmaster@example.org", "alice@example.org").id("2");

    private final LogCapture log = new LogCapture(FileRecipientDirectory.class);
    private final List<FileRecipientDirectory> opened = new ArrayList<>();
    private final FileBed bed = new FileBed();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void haveOneDomain() {
        file = folder.resolve("identities.json");
        bed.domains = LocalDomains.of(List.of("example.org"));
    }

    @AfterEach
    void close() {
        opened.forEach(FileRecipientDirectory::close);
        log.close();
    }

    private FileRecipientDirectory open(Doc... documents) throws Exception {
        Files.writeString(file, array(documents));
        FileRecipientDirectory directory = bed.open(file);
        opened.add(directory);
        return directory;
    }

    private void replace(FileRecipientDirectory directory, String content) throws IOException {
        Files.writeString(file, content);
        directory.look();
        directory.look();
    }

    private static String resolve(FileRecipientDirectory directory, String address) throws Exception {
        return String.join(", ", RecipientDirectoryContract.resolve(directory, address));
    }

    /** Contents that leave the domain without a postmaster. */
    private static List<String> withoutPostmaster() {
        return List.of(
                "[]",
                "[{}]",
                "[17]",
                "[{\"type\": \"User\"}]",
                array(ALICE),
                array(ALICE, main("u2", "postmaster@example.net")),
                array(ALICE, POSTMASTER.without("address")),
                array(ALICE, POSTMASTER.with("address", "postmaster")));
    }

    @Test
    void reloadShouldKeepWhatIsInForceWhenADomainWouldHaveNoPostmaster() throws Exception {
        FileRecipientDirectory directory = open(ALICE, POSTMASTER);
        int errors = 0;
        for (String content : withoutPostmaster()) {
            replace(directory, content);
            assertThat(resolve(directory, "alice@example.org")).as(content).isEqualTo("u1 alice@example.org -");
            assertThat(resolve(directory, "bob@example.org")).as(content).isEqualTo("UNKNOWN");
            assertThat(bed.contents()).isEqualTo(1);
            assertThat(log.messages(Level.ERROR))
                    .hasSize(++errors)
                    .last()
                    .asString()
                    .startsWith("Keeping the previous directory: directory file " + file
                            + " has no identity for postmaster@ of example.org");
            assertThat(directory.problems())
                    .singleElement()
                    .asString()
                    .startsWith("the previous directory is still in use: ");
        }
        replace(directory, array(ALICE, POSTMASTER) + "\n");
        assertThat(bed.contents()).isEqualTo(2);
        assertThat(directory.problems()).isEmpty();
    }

    @Test
    void openShouldThrowWhenADomainHasNoPostmaster() {
        for (String content : withoutPostmaster()) {
            assertThatThrownBy(() -> bed.open(Files.writeString(file, content)))
                    .as(content)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessage(
                            "directory file " + file + " has no identity for postmaster@ of example.org, which every"
                                    + " domain must have (RFC 5321 section 4.5.1); add one")
                    .hasNoCause();
        }
    }

    @Test
    void openShouldNameThePostmasterThatCannotReceiveMailAndAnswerForOthers() throws Exception {
        FileRecipientDirectory directory =
                open(main("u2", "bob@example.org").id("3"), ALICE.without("destination"), POSTMASTER);
        assertThat(resolve(directory, "bob@example.org")).isEqualTo("u2 bob@example.org -");
        assertThat(log.messages(Level.ERROR))
                .containsExactly(
                        "postmaster@ of example.org cannot receive mail: identity 1: \"destination\" is missing."
                                + " Fix that identity, or point postmaster@ elsewhere.");
        assertThat(directory.problems())
                .contains("postmaster@ of example.org cannot receive mail: identity 1: \"destination\" is missing");
    }

    @Test
    void postmasterShouldBeADeadEndWhateverKeepsItFromReceiving() throws Exception {
        for (Doc postmaster : List.of(
                POSTMASTER.disabled(),
                POSTMASTER.orphaned(),
                POSTMASTER.without("destination"),
                POSTMASTER.with("destination", "nobody@example.org"),
                POSTMASTER.with("destination", "postmaster@example.org").disabled())) {
            FileRecipientDirectory directory = open(ALICE, postmaster);
            assertThat(directory.problems())
                    .as(postmaster.json().toString())
                    .first()
                    .asString()
                    .startsWith("postmaster@ of example.org cannot receive mail: ");
        }
        assertThat(log.messages(Level.ERROR)).hasSize(5).allMatch(line -> line.endsWith("elsewhere."));
    }

    @Test
    void reloadShouldSayOnceAndWithoutAddressesThatThePostmasterCannotReceiveMail() throws Exception {
        FileRecipientDirectory directory = open(ALICE, POSTMASTER);
        replace(directory, array(ALICE.disabled(), POSTMASTER));
        replace(directory, array(ALICE.disabled(), POSTMASTER) + "\n");
        assertThat(bed.contents()).isEqualTo(3);
        assertThat(log.messages(Level.ERROR))
                .containsExactly("postmaster@ of example.org cannot receive mail: identity 1 is disabled."
                        + " Fix that identity, or point postmaster@ elsewhere.");
        replace(directory, array(ALICE, POSTMASTER));
        assertThat(directory.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"adress\": \"bob@example.org\", \"destination\": \"bob@example.org\", \"type\": \"Identity\"}",
                "{\"address\": null}",
                "{\"address\": 17}",
                "{\"address\": \"bob\"}",
                "[]",
                "17"
            })
    void unknownAddressShouldNotBeSaidNotToExistWhileAnAddressCannotBeRead(String document) throws Exception {
        FileRecipientDirectory directory = open(ALICE, POSTMASTER);
        String content = array(ALICE, POSTMASTER, alias("u1", "info@example.org", "bob@example.org"));
        replace(directory, content.replaceFirst("\\]\\s*$", ", " + document + "]"));

        assertThat(resolve(directory, "alice@example.org")).isEqualTo("u1 alice@example.org -");
        for (String unknown : List.of("bob@example.org", "carol+x@example.org", "u9@deliver.local")) {
            assertThatExceptionOfType(DirectoryUnavailableException.class)
                    .as(unknown)
                    .isThrownBy(() -> directory.resolve(EmailAddress.of(unknown)))
                    .withMessageContaining("cannot be read")
                    .withMessageNotContaining("@");
        }
        assertThat(resolve(directory, "info@example.org")).isEqualTo("BROKEN_IDENTITY");
        assertThat(directory.resolve(EmailAddress.of("bob@elsewhere.example"))).isEqualTo(new Resolution.Unknown());
        assertThat(directory.problems())
                .anyMatch(
                        problem -> problem.endsWith("cannot be read, so addresses that are not found may still exist"));
        assertThat(log.messages(Level.WARN))
                .anyMatch(line -> line.contains("mail for every address that is not found"));

        replace(directory, array(ALICE, POSTMASTER));
        assertThat(resolve(directory, "bob@example.org")).isEqualTo("UNKNOWN");
    }
}
