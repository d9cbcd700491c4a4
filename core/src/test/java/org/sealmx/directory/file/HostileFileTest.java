package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import org.slf4j.LoggerFactory;

/**
 * Files that are not regular files, and hostile content: nothing hangs, ends the watching, or forges a line of the log.
 */
class HostileFileTest {

    private static final String FORGED = "x\nERROR forged\r\u2028ERROR forged\u001b[2J";
    private static final List<String> FIELDS = List.of(
            "_id",
            "type",
            "user_id",
            "address",
            "destination",
            "enabled",
            "keys",
            "accept_from",
            "quota_exceeded",
            "cert_fingerprints",
            "disabled_cert_fingerprints");

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FileBed bed = FileBed.lenient();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("identities.json");
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    private List<String> errors() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().equals(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void makeFifo() throws Exception {
        Files.deleteIfExists(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void openShouldThrowWhenTheFileIsAFifo() throws Exception {
        makeFifo();
        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> bed.open(file))
                .withMessage("directory file %s is not a regular file; put the JSON array into one", file);
    }

    @Test
    void lookShouldGoOnWhenTheFileBecomesAFifo() throws Exception {
        Files.writeString(file, array(main("u1", "alice@example.org")));
        try (FileRecipientDirectory directory = bed.open(file)) {
            makeFifo();
            directory.look();
            directory.look();
            assertThat(errors())
                    .singleElement()
                    .asString()
                    .endsWith("is not a regular file; put the JSON array into one");
            assertThat(directory.problems()).hasSize(1);

            Files.delete(file);
            Files.writeString(file, array(main("u2", "bob@example.org")));
            directory.look();
            directory.look();
            assertThat(RecipientDirectoryContract.resolve(directory, "bob@example.org"))
                    .containsExactly("u2 bob@example.org -");
            assertThat(directory.problems()).isEmpty();
        }
    }

    @Test
    void problemsShouldSayThatTheFileIsNoLongerLookedAt() throws Exception {
        Files.writeString(file, array(main("u1", "alice@example.org")));
        try (FileRecipientDirectory directory = bed.open(file)) {
            bed.nanoTime.addAndGet(Duration.ofHours(2).toNanos());
            directory.watch();
            assertThat(directory.problems()).singleElement().asString().contains("was last checked 120 min ago");
            directory.look();
            assertThat(directory.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"keys\":"})
    void deepNestingShouldBeNamedAndChangeNothing(String open) throws Exception {
        Files.writeString(file, array(main("u1", "alice@example.org")));
        try (FileRecipientDirectory directory = bed.open(file)) {
            Files.writeString(file, "[" + open.repeat(100_000));
            directory.look();
            directory.look();
            assertThat(errors())
                    .containsExactly("Keeping the previous directory: directory file " + file
                            + " has a document that is nested too deeply, or a name or a value that is too long");
        }
        assertThatExceptionOfType(DirectoryConfigurationException.class)
                .isThrownBy(() -> bed.open(file))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void nestingThatTheParserTakesShouldBreakOneDocumentOnly() throws Exception {
        String deep = "[".repeat(900) + "]".repeat(900);
        List<Doc> documents = new ArrayList<>(List.of(main("u1", "alice@example.org")));
        FIELDS.forEach(field -> documents.add(main("u2", "bob@example.org").withRaw(field, deep)));
        Files.writeString(file, array(documents));
        try (FileRecipientDirectory directory = bed.open(file)) {
            assertThat(RecipientDirectoryContract.resolve(directory, "alice@example.org"))
                    .containsExactly("u1 alice@example.org -");
        }
    }

    @Test
    void lookShouldGoOnWhenTheReadingEndsInAnError() throws Exception {
        Files.writeString(file, array(main("u1", "alice@example.org")));
        AtomicBoolean fails = new AtomicBoolean();
        bed.reader = Optional.of(() -> {
            if (fails.get()) {
                throw new StackOverflowError("secret");
            }
            return IdentityFile.read(file, 1 << 20);
        });
        try (FileRecipientDirectory directory = bed.open(file)) {
            fails.set(true);
            Files.writeString(file, array(main("u2", "bob@example.org")));
            directory.look();
            directory.look();
            assertThat(errors())
                    .containsExactly("Keeping the previous directory: directory file " + file
                            + " cannot be processed: java.lang.StackOverflowError");
            fails.set(false);
            Files.writeString(file, array(main("u3", "carol@example.org")));
            directory.look();
            directory.look();
            assertThat(bed.contents()).isEqualTo(2);
        }
    }

    @Test
    void openShouldTakeVeryManyDocumentsOfOneAddressAndNameFewOfThem() throws Exception {
        int many = 200_000;
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < many; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"_id\":\"d")
                    .append(i)
                    .append("\",\"type\":\"Identity\",\"user_id\":\"u\",")
                    .append("\"address\":\"a@example.org\",\"destination\":\"a@example.org\"}");
        }
        Files.writeString(file, json.append("]"));
        try (FileRecipientDirectory directory = bed.open(file)) {
            assertThat(RecipientDirectoryContract.resolve(directory, "a@example.org"))
                    .containsExactly("BROKEN_IDENTITY");
            assertThat(directory.problems()).hasSize(1);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).allMatch(line -> line.length() < 1000);
    }

    /** Every value of a document that can reach the log, wherever it does, stays within one line of the log. */
    @Test
    void noValueOfADocumentShouldForgeALineOfTheLog() throws Exception {
        List<Doc> documents = new ArrayList<>();
        for (String field : FIELDS) {
            String address = "to-" + field.replace('_', '-') + "@example.org";
            documents.add(main("u-" + field, address).with(field, FORGED));
            documents.add(main(FORGED, "b-" + address).with(field, FORGED));
            documents.add(alias(FORGED, "c-" + address, "far@elsewhere.example").with(field, FORGED));
        }
        documents.add(main(FORGED, "dave@example.org"));
        documents.add(main(FORGED, "erin@example.org").key(FORGED));
        documents.add(main(FORGED, "finn@example.org").smime(FORGED));
        documents.add(main(FORGED, "greg@example.org").overQuota());
        documents.add(alias(FORGED, "dave@example.org", "nobody@example.org"));
        bed.certificates = new AccountCertificateReader();
        Files.writeString(file, array(documents));
        try (FileRecipientDirectory directory = bed.open(file)) {
            Files.writeString(file, array(documents) + "\n");
            directory.look();
            directory.look();
            RecipientPolicy policy = TestPolicies.of(
                    directory, bed.domains, PolicySettings.defaults(), Clock.systemUTC(), TestPolicies.NO_LIMITS);
            for (Doc document : documents) {
                String address = document.json().path("address").asText();
                if (!address.equals(FORGED)) {
                    policy.atData(ReversePath.nullPath(), EmailAddress.of(address));
                }
            }
            assertThat(directory.problems()).allMatch(problem -> !problem.contains("\n"));
        }
        assertThat(log.list)
                .hasSizeGreaterThan(10)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.matches("(?s).*[\\p{Cc}\\u2028\\u2029].*"));
    }
}
