package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.mail.MessagingException;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.james.AttemptMail;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.Replies;

class DeliverToMailboxTest {

    private static final String ALICE = "alice@example.org";

    @TempDir
    Path folder;

    private final MailetFixture fixture = new MailetFixture();
    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
    private final DeliveryLedger.Entry entry = fixture.open(ALICE);
    private final Run run = TestDeliveries.openRun(entry, MailetFixture.ALICE);
    private DeliveryJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private MailImpl deliver(MailImpl mail) throws MessagingException {
        JamesMailboxStore store = mailboxes.store();
        MailetFixture.configured(new DeliverToMailbox(
                        fixture.ledger, fixture.deliveryIds, fixture.policy, new JournaledStore(journal, store)))
                .service(mail);
        return mail;
    }

    private MailImpl sealed(Run of, String... parameters) throws MessagingException {
        MailImpl mail = MailetFixture.mail(of);
        MailetFixture.configured(fixture.encryptForRecipient(), parameters).service(mail);
        return mail;
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageIsNotForMailPrograms() throws Exception {
        deliver(sealed(run, "format", "leap"));

        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
    }

    @Test
    void serviceShouldStoreTheSealedOctetsWhenTheMessageIsSealed() throws MessagingException, MailboxException {
        deliver(sealed(run));

        assertThat(mailboxes.messagesOf(ALICE))
                .containsExactly(MailetFixture.text(run.sealed().orElseThrow()));
        assertThat(entry.reply()).isEqualTo(Replies.STORED);
    }

    @Test
    void serviceShouldEndTheMailWhenItIsStored() throws MessagingException {
        assertThat(deliver(sealed(run)).getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageIsNotSealed() throws MessagingException, MailboxException {
        MailImpl mail = deliver(MailetFixture.mail(run));

        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageOnlyLooksSealed() throws MessagingException, MailboxException {
        MailImpl mail = MailetFixture.mail(run);
        String lookAlike = "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n"
                + "X-SealMX: " + "0".repeat(64) + "\r\n\r\nunencrypted\r\n";
        AttemptMail.replace(mail, run.id(), ReceivedMessage.of(lookAlike.getBytes(StandardCharsets.US_ASCII)));
        deliver(mail);

        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void serviceShouldStoreNothingWhenAFieldWasAddedAfterSealing() throws MessagingException, MailboxException {
        MailImpl mail = sealed(run);
        mail.getMessage().addHeader("X-Subject", "canary");
        deliver(mail);

        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageWasReplacedAfterSealing() throws MessagingException, MailboxException {
        MailImpl mail = sealed(run);
        AttemptMail.replace(mail, "another", run.transaction().message());
        deliver(mail);

        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void serviceShouldStoreNothingWhenTheMailCarriesWhatWasSealedForAnotherRun()
            throws MessagingException, MailboxException {
        MailImpl mail = sealed(run);
        Run bob = TestDeliveries.openRun(fixture.open(run.transaction(), "bob@example.org"), MailetFixture.BOB);
        sealed(bob);
        AttemptMail.replace(mail, bob.id(), bob.sealed().orElseThrow());
        deliver(mail);

        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
        assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
    }

    @Test
    void serviceShouldStoreWhenTheMailCarriesACopyOfTheSealedOctets() throws MessagingException, MailboxException {
        MailImpl mail = sealed(run);
        AttemptMail.replace(mail, "copy", run.sealed().orElseThrow());
        deliver(mail);

        assertThat(mailboxes.messagesOf(ALICE)).hasSize(1);
        assertThat(entry.reply()).isEqualTo(Replies.STORED);
    }

    @Test
    void serviceShouldThrowWhenTheRunIsOver() throws MessagingException, MailboxException {
        MailImpl mail = sealed(run);
        entry.close();

        assertThatThrownBy(() -> deliver(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("DeliverToMailbox");
        assertThat(mailboxes.messagesOf(ALICE)).isEmpty();
    }
}
