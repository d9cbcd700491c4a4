package org.sealmx.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class MailboxesMarkTest {

    private static final UUID DATABASE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @TempDir
    Path root;

    private Path journal;
    private MailboxesMark mark;

    @BeforeEach
    void makeJournal() throws Exception {
        journal = Files.createDirectories(root.resolve("var/sealmx")).resolve("deliveries.journal");
        Files.writeString(journal, "D 1");
        mark = new MailboxesMark(root, root.resolve("var"));
    }

    @Test
    void journalShouldBeForgottenWithMailboxesInMemory() throws Exception {
        mark.requireNone();

        assertThat(journal).doesNotExist();
    }

    @Test
    void journalOfMailboxesInMemoryShouldBeForgottenByADatabase() throws Exception {
        mark.claim(DATABASE, "here");

        assertThat(journal).doesNotExist();
        assertThat(mark.exists()).isTrue();
    }

    @Test
    void journalShouldBeKeptWithItsDatabase() throws Exception {
        mark.claim(DATABASE, "here");
        Files.writeString(journal, "D 2");

        mark.claim(DATABASE, "here");

        assertThat(journal).hasContent("D 2");
    }

    @Test
    void anotherDatabaseShouldBeRefused() throws Exception {
        mark.claim(DATABASE, "here");
        Files.writeString(journal, "D 2");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> mark.claim(OTHER, "there"))
                .withMessage(
                        "--data: %s belongs to other mailboxes than those in there; name the folder that belongs to"
                                + " them, or a new one",
                        root);
        assertThat(journal).hasContent("D 2");
    }

    @Test
    void memoryShouldBeRefusedInTheFolderOfADatabase() throws Exception {
        mark.claim(DATABASE, "here");
        Files.writeString(journal, "D 2");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(mark::requireNone)
                .withMessage(
                        "--data: %s belongs to mailboxes in a database; for --store memory, name another folder", root);
        assertThat(journal).hasContent("D 2");
    }

    @Test
    void markInADraftOnlyShouldBeNone() throws Exception {
        Files.writeString(root.resolve("var/sealmx/mailboxes.id.draft"), "0");

        mark.claim(DATABASE, "here");

        assertThat(root.resolve("var/sealmx/mailboxes.id")).hasContent(DATABASE + "\n");
    }

    @Test
    void journalShouldBeKeptWithItsNextHop() throws Exception {
        mark.claimForNextHop();
        assertThat(journal).doesNotExist();
        Files.writeString(journal, "D 2");

        mark.claimForNextHop();

        assertThat(journal).hasContent("D 2");
    }

    @Test
    void nextHopAndDatabaseShouldNotShareAFolder() throws Exception {
        mark.claimForNextHop();
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> mark.claim(DATABASE, "here"))
                .withMessageContaining("belongs to other mailboxes than those in here");
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(mark::requireNone)
                .withMessage(
                        "--data: %s belongs to mailboxes at a next hop; for --store memory, name another folder", root);
        Files.delete(root.resolve("var/sealmx/mailboxes.id"));
        mark.claim(DATABASE, "here");
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(mark::claimForNextHop)
                .withMessage(
                        "--data: %s belongs to mailboxes in a database; for --store lmtp, name another folder", root);
    }
}
