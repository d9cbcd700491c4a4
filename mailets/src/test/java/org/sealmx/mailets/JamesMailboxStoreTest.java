package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.StorageDirective;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal.State;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.directory.LogCapture;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class JamesMailboxStoreTest {

    private static final String ALICE = "alice@example.org";

    @TempDir
    Path folder;

    private final MailetFixture fixture = new MailetFixture();
    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
    private RecipientPolicy policy = fixture.policy;
    private FileDeliveryJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    /** One attempt of the client: seals the message again and delivers it. */
    private Reply attempt(String message, Attribute... attributes) throws MessagingException {
        Transaction transaction = TestDeliveries.transaction(TestDeliveries.SENDER, message);
        try (DeliveryLedger.Entry entry = fixture.open(transaction, ALICE)) {
            Run run = TestDeliveries.openRun(entry, MailetFixture.ALICE);
            Mail mail = MailetFixture.mail(run);
            List.of(attributes).forEach(mail::setAttribute);
            MailetFixture.configured(fixture.encryptForRecipient(new SecureRandom()))
                    .service(mail);
            MailetFixture.configured(new DeliverToMailbox(
                            fixture.ledger,
                            fixture.deliveryIds,
                            policy,
                            new JournaledStore(journal, mailboxes.store())))
                    .service(mail);
            return entry.reply();
        }
    }

    private Reply attempt() throws MessagingException {
        return attempt(TestDeliveries.MESSAGE);
    }

    private DeliveryId id() {
        return fixture.deliveryIds.idOf(TestDeliveries.transaction(), TestDeliveries.ALICE);
    }

    @Test
    void deliverShouldConfirmAndNotStoreAgainWhenItIsStored() throws MessagingException, MailboxException {
        attempt();

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    @Test
    void deliverShouldConfirmAndNotStoreAgainWhenItIsStoredAndTheProcessWasRestarted()
            throws MessagingException, MailboxException, IOException {
        attempt();
        journal.close();
        open();

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    @Test
    void deliverShouldStoreBothWhenTheMessagesDiffer() throws MessagingException, MailboxException {
        attempt();
        attempt(TestDeliveries.MESSAGE + "more\r\n");

        assertThat(mailboxes.messagesOf(ALICE)).hasSize(2);
    }

    @Test
    void deliverShouldDeferWhenTheStoreFails() throws MessagingException, MailboxException, IOException {
        mailboxes.fail(MemoryMailboxes.Fault.BEFORE_THE_STORE_HAS_IT);

        assertThat(attempt()).isEqualTo(Replies.STORE_UNAVAILABLE);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(journal.begin(id())).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void deliverShouldDeferWhenTheStoreThrowsAnUncheckedException() throws MessagingException, IOException {
        mailboxes.fail(MemoryMailboxes.Fault.UNCHECKED);

        assertThat(attempt()).isEqualTo(Replies.STORE_UNAVAILABLE);
        assertThat(journal.begin(id())).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void deliverShouldStoreOnTheRetryWhenTheStoreFailedBeforeItHadTheMessage()
            throws MessagingException, MailboxException {
        mailboxes.fail(MemoryMailboxes.Fault.BEFORE_THE_STORE_HAS_IT);
        attempt();
        mailboxes.fail(MemoryMailboxes.Fault.NONE);

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    @Test
    void deliverShouldFindTheMessageOnTheRetryWhenTheStoreFailedAfterItHadIt()
            throws MessagingException, MailboxException, IOException {
        mailboxes.fail(MemoryMailboxes.Fault.AFTER_THE_STORE_HAS_IT);
        assertThat(attempt()).isEqualTo(Replies.STORE_UNAVAILABLE);

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
        assertThat(journal.begin(id())).isEqualTo(State.DONE);
    }

    @Test
    void deliverShouldFindTheMessageAfterARestartWhenTheProcessWasKilledInBetween()
            throws MessagingException, MailboxException, IOException {
        mailboxes.fail(MemoryMailboxes.Fault.AFTER_THE_STORE_HAS_IT);
        attempt();
        mailboxes.fail(MemoryMailboxes.Fault.NONE);
        journal.close();
        open();

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    @Test
    void deliverShouldStoreWhenOnlyAnotherMessageIsThere() throws MessagingException, MailboxException, IOException {
        attempt("Subject: another\r\n\r\nanother\r\n");
        journal.begin(id());
        journal.uncertain(id());

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(2);
    }

    @Test
    void deliverShouldDeferWhenAnotherIsStoringTheSame() throws MessagingException, MailboxException, IOException {
        journal.begin(id());

        assertThat(attempt()).isEqualTo(Replies.STORE_UNAVAILABLE);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
    }

    @Test
    void deliverShouldStoreNothingWhenTheIntentCannotBeRecorded()
            throws MessagingException, MailboxException, IOException {
        journal.close();

        try (LogCapture log = new LogCapture(JournaledStore.class)) {
            assertThat(attempt()).isEqualTo(Replies.JOURNAL_UNAVAILABLE);
            assertThat(log.messages(Level.ERROR))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("The delivery journal cannot be written: ")
                    .contains(folder.resolve("journal").toString());
        }
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
    }

    @Test
    void deliverShouldDeferWhenTheMailboxIsFull() throws MessagingException, MailboxException, IOException {
        mailboxes.limitMessages(0);

        assertThat(attempt()).isEqualTo(Replies.OVER_QUOTA);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(journal.begin(id())).isEqualTo(State.NEW);
    }

    @Test
    void deliverShouldRefuseForGoodWhenTheMailboxIsFullAndTheOperatorSaysSo() throws MessagingException {
        PolicySettings defaults = PolicySettings.defaults();
        policy = fixture.policy(
                new PolicySettings(defaults.noCertificate(), PolicySettings.Response.REJECT, defaults.probeSenders()));
        mailboxes.limitMessages(0);

        assertThat(attempt()).isEqualTo(Replies.OVER_QUOTA_REJECTED);
    }

    @Test
    void deliverShouldStoreAgainWhenTheMailboxHasRoomAgain() throws MessagingException, MailboxException {
        mailboxes.limitMessages(0);
        attempt();
        mailboxes.limitMessages(10);

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    private Reply attempt(StorageDirective.Builder directive) throws MessagingException {
        return attempt(TestDeliveries.MESSAGE, attributesOf(directive));
    }

    private static Attribute[] attributesOf(StorageDirective.Builder directive) {
        return directive.build().encodeAsAttributes(Username.of(ALICE)).toArray(Attribute[]::new);
    }

    private static StorageDirective.Builder into(String folder) {
        return StorageDirective.builder().targetFolder(Optional.of(folder));
    }

    @Test
    void deliverShouldStoreInTheFolderThatWasAskedForWithItsFlags() throws MessagingException, MailboxException {
        assertThat(attempt(into("Junk")
                        .seen(Optional.of(true))
                        .important(Optional.of(true))
                        .keywords(Optional.of(List.of("$Junk")))))
                .isEqualTo(Replies.STORED);

        assertThat(mailboxes.messagesOf(ALICE, "Junk")).hasSize(1);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(mailboxes.flagsIn(ALICE, "Junk")).containsExactly("$Junk", "\\Flagged", "\\Seen");
    }

    @Test
    void deliverShouldStoreTwoMessagesInTheSameNewFolder() throws MessagingException, MailboxException {
        attempt(into("Lists.James"));
        attempt("another\r\n", attributesOf(into("Lists/James")));

        assertThat(mailboxes.messagesOf(ALICE, "Lists.James")).hasSize(2);
    }

    /** James refuses the first two, and no store accepts the third. */
    @ParameterizedTest
    @ValueSource(strings = {"#Junk", "A..B", "A*"})
    void deliverShouldStoreInTheInboxWhenTheFolderCannotExist(String folder)
            throws MessagingException, MailboxException {
        assertThat(attempt(into(folder))).isEqualTo(Replies.STORED);

        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
    }

    @Test
    void deliverShouldFindTheMessageOnTheRetryWhenItsOwnerHasMovedIt() throws MessagingException, MailboxException {
        mailboxes.fail(MemoryMailboxes.Fault.AFTER_THE_STORE_HAS_IT);
        attempt();
        mailboxes.fail(MemoryMailboxes.Fault.NONE);
        mailboxes.moveTo(ALICE, "Archive");

        assertThat(attempt()).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(mailboxes.messagesOf(ALICE, "Archive")).hasSize(1);
    }

    @Test
    void deliverShouldNotStoreAgainInAnotherFolder() throws MessagingException, MailboxException {
        attempt();

        assertThat(attempt(into("Junk"))).isEqualTo(Replies.STORED);
        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
        assertThat(mailboxes.messagesOf(ALICE, "Junk")).isEmpty();
    }
}
