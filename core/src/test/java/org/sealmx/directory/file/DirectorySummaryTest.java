package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKeys;

/** The line that is logged at the start and at each reload. */
class DirectorySummaryTest {

    private static final String KEY = TestKeys.curve25519().armoredCertificate();

    private final LogCapture log = new LogCapture(FileRecipientDirectory.class);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    /** The lines that are logged for these contents, one after another. */
    private List<String> said(List<List<Doc>> contents) throws Exception {
        Path file = Files.writeString(folder.resolve("d.json"), array(contents.get(0)));
        FileBed bed = FileBed.lenient();
        bed.certificates = new AccountCertificateReader();
        try (FileRecipientDirectory directory = bed.open(file)) {
            for (List<Doc> next : contents.subList(1, contents.size())) {
                Files.writeString(file, array(next));
                directory.look();
                directory.look();
            }
        }
        return log.messagesAboveDebug().stream()
                .filter(line -> line.startsWith("Directory file " + file + ": "))
                .map(line -> line.substring(("Directory file " + file + ": ").length()))
                .toList();
    }

    @Test
    void summaryShouldSayWhatThereIsAndWhatChanged() throws Exception {
        Doc alice = main("alice", "alice@example.org").id("1").key(KEY);
        Doc dave = main("dave", "dave@example.org").id("2");
        Doc erin = main("erin", "erin@example.org").id("3").key("nonsense");
        Doc info = alias("alice", "info@example.org", "alice@example.org").id("4");
        Doc forward = alias("alice", "fwd@example.org", "far@elsewhere.example").id("5");
        Doc off = main("frank", "frank@example.org").id("6").disabled();
        Doc reserved = main("gina", "gina@example.org").id("7").orphaned();
        Doc broken = main("hugo", "hugo@example.org").id("8").without("destination");

        List<String> said = said(List.of(
                List.of(alice, info),
                List.of(alice, dave, erin, info, forward, off, reserved, broken),
                List.of(alice.disabled(), dave.key(KEY))));

        assertThat(said.get(0)).isEqualTo("2 documents: 1 mailbox, 1 alias");
        assertThat(said.get(1))
                .startsWith("reloaded (6 added, 0 changed, 0 removed): 8 documents: 3 mailboxes, 1 alias, 1 forward,"
                        + " 1 disabled, 1 reserved, 1 broken; 3 cannot receive mail: dave (no certificate), erin"
                        + " (malformed: ")
                .endsWith(", hugo (\"destination\" is missing)");
        assertThat(said.get(2))
                .isEqualTo("reloaded (0 added, 2 changed, 6 removed): 2 documents: 1 mailbox, 1 disabled");
        assertThat(log.messages(Level.INFO)).hasSize(2);
        assertThat(log.messagesAboveDebug()).noneMatch(line -> line.contains("@example.org"));
    }

    @Test
    void mailboxShouldReceiveWithTheKeyOfItsAccountsOtherMailbox() throws Exception {
        assertThat(said(List.of(
                        List.of(main("alice", "alice@example.org").key(KEY), main("alice", "alice2@example.org")))))
                .containsExactly("2 documents: 2 mailboxes");
    }

    @Test
    void summaryShouldNameBothAccountsWhenTheyHaveOneMainAddress() throws Exception {
        assertThat(said(List.of(List.of(
                        main("alice", "alice@example.org").id("1").key(KEY),
                        main("bob", "alice@example.org").id("2").key(KEY),
                        main("carol", "carol@example.org").id("3").key(KEY)))))
                .containsExactly(
                        "3 documents: 3 mailboxes; 2 cannot receive mail: alice (its identity document is broken,"
                                + " or another has the same main address), bob (its identity document is broken, or another has the"
                                + " same main address)");
    }

    @Test
    void summaryShouldNameTheAccountWhenADocumentBesideItsOwnIsBroken() throws Exception {
        assertThat(said(List.of(List.of(
                        main("alice", "alice@example.org").id("1").key(KEY),
                        alias("bob", "alice@example.org", "bob@example.org")
                                .id("2")
                                .without("user_id")
                                .withRaw("enabled", "17")))))
                .singleElement()
                .asString()
                .contains("alice (its identity document is broken");
    }

    @Test
    void summaryShouldNameFewWhenManyCannotReceive() throws Exception {
        List<Doc> documents = new ArrayList<>();
        for (int account = 100; account < 350; account++) {
            documents.add(main("u" + account, "a" + account + "@example.org"));
        }
        assertThat(said(List.of(documents)))
                .singleElement()
                .asString()
                .startsWith("250 documents: 250 mailboxes; 250 cannot receive mail: u100 (no certificate), ")
                .endsWith(", u119 (no certificate) and 230 more");
    }
}
