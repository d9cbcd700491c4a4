package org.sealmx.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.OperatorException;

class MailboxesMarkTest {

    private static final UUID DATABASE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @TempDir
    Path root;

    private Path journal;
    private Path file;
    private MailboxesMark mark;

    @BeforeEach
    void makeJournal() throws Exception {
        journal = Files.createDirectories(root.resolve("var/sealmx")).resolve("deliveries.journal");
        Files.writeString(journal, "D 1");
        file = journal.resolveSibling("mailboxes.id");
        mark = new MailboxesMark(root, root.resolve("var"));
    }

    private void claimNew() throws Exception {
        mark.claim(MailboxesKind.EMBEDDED, DATABASE, true, "here");
    }

    private void claimOld() throws Exception {
        mark.claim(MailboxesKind.EMBEDDED, DATABASE, false, "here");
    }

    @Test
    void journalShouldBeForgottenWithMailboxesInMemoryAtEachStart() throws Exception {
        mark.claim(MailboxesKind.MEMORY);
        assertThat(journal).doesNotExist();
        Files.writeString(journal, "D 2");

        mark.claim(MailboxesKind.MEMORY);

        assertThat(journal).doesNotExist();
    }

    /** It is not known whose it is, but nothing can be stored in mailboxes that have just been made. */
    @Test
    void journalShouldBeForgottenByANewDatabase() throws Exception {
        claimNew();

        assertThat(journal).doesNotExist();
        assertThat(file).hasContent("embedded " + DATABASE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void journalOfMailboxesInMemoryShouldBeForgottenByADatabase(boolean isNew) throws Exception {
        mark.claim(MailboxesKind.MEMORY);
        Files.writeString(journal, "D 2");
        assertThat(mark.require(MailboxesKind.SERVER)).isFalse();

        mark.claim(MailboxesKind.SERVER, DATABASE, isNew, "here");

        assertThat(journal).doesNotExist();
        assertThat(mark.require(MailboxesKind.SERVER)).isTrue();
    }

    @Test
    void journalShouldBeKeptWithItsDatabase() throws Exception {
        claimNew();
        Files.writeString(journal, "D 2");

        claimOld();

        assertThat(journal).hasContent("D 2");
    }

    /** As after a restore without the mark. With what the journal says of other mailboxes, mail would be lost. */
    @Test
    void journalShouldNeitherBeBelievedNorForgottenWhenItsMarkIsMissing() throws Exception {
        String message =
                "--data: " + file + ", which says which mailboxes deliveries.journal is of, is missing; restore"
                        + " both from the backup, or delete the journal: mail that is sent again may then be stored twice";

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(this::claimOld)
                .withMessage(message);
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> mark.claim(MailboxesKind.NEXT_HOP))
                .withMessage(message);
        assertThat(journal).hasContent("D 1");
        assertThat(file).doesNotExist();

        Files.delete(journal);
        claimOld();
        assertThat(mark.require(MailboxesKind.EMBEDDED)).isTrue();
    }

    @Test
    void anotherDatabaseShouldBeRefused() throws Exception {
        claimNew();
        Files.writeString(journal, "D 2");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> mark.claim(MailboxesKind.EMBEDDED, OTHER, true, "there"))
                .withMessage(
                        "--data: %s belongs to other mailboxes than those in there; name the folder that belongs to"
                                + " them, or a new one",
                        root);
        assertThat(journal).hasContent("D 2");
    }

    /** Each kind refuses each other one, and says what to do. */
    @ParameterizedTest
    @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
    void kindsShouldNotShareAFolder(MailboxesKind kind) throws Exception {
        Files.writeString(file, kind.word() + " " + DATABASE);
        String belongs =
                switch (kind) {
                    case EMBEDDED -> "an embedded database: leave out --store and --database";
                    case SERVER -> "a database on a server: add --database URL";
                    default -> "a next hop: add --store lmtp --next-hop PLACE";
                };
        for (MailboxesKind other : MailboxesKind.values()) {
            if (other == kind) {
                assertThat(mark.require(other)).isTrue();
            } else {
                assertThatExceptionOfType(OperatorException.class)
                        .isThrownBy(() -> mark.require(other))
                        .withMessage("--data: %s belongs to %s, or name another folder", root, belongs);
                assertThatExceptionOfType(OperatorException.class).isThrownBy(() -> mark.claim(other));
            }
        }
        assertThat(journal).hasContent("D 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00000000-0000-4000-8000-000000000001", "\u0000\u00ff"})
    void damagedMarkShouldBeNamed(String content) throws Exception {
        Files.writeString(file, content);

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> mark.require(MailboxesKind.EMBEDDED))
                .withMessage("--data: %s is damaged; restore %s from a backup", file, file.getParent());
    }

    @Test
    void markInADraftOnlyShouldBeNone() throws Exception {
        Files.writeString(file.resolveSibling("mailboxes.id.draft"), "0");
        assertThat(mark.require(MailboxesKind.EMBEDDED)).isFalse();

        claimNew();

        assertThat(file).hasContent("embedded " + DATABASE);
    }

    @Test
    void journalShouldBeKeptWithItsNextHop() throws Exception {
        Files.delete(journal);
        mark.claim(MailboxesKind.NEXT_HOP);
        Files.writeString(journal, "D 2");

        mark.claim(MailboxesKind.NEXT_HOP);

        assertThat(journal).hasContent("D 2");
    }
}
