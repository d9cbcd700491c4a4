package org.sealmx.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.directory.Route;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

class AttemptMailTest {

    private static final Route ALICE = TestDeliveries.route("alice@example.org", TestKeys.curve25519()::evaluate);

    private final DeliveryLedger ledger = new DeliveryLedger();

    private Delivery open(Transaction transaction, String recipient) {
        return ledger.open(transaction, EmailAddress.of(recipient), TestDeliveries.accept(ALICE))
                .delivery();
    }

    private static MailImpl mail(Delivery delivery, Transaction transaction) throws MessagingException {
        return AttemptMail.of(delivery, delivery.recipient(), transaction.id(), transaction.message(), List.of());
    }

    private MailImpl mail(ReversePath sender, String recipient) throws MessagingException {
        Transaction transaction = TestDeliveries.transaction(sender, TestDeliveries.MESSAGE);
        return mail(open(transaction, recipient), transaction);
    }

    private MailImpl mail() throws MessagingException {
        return mail(TestDeliveries.SENDER, "alice@example.org");
    }

    @Test
    void ofShouldShowSenderRecipientAndAttemptWhenTheyAreOrdinary() throws MessagingException {
        Transaction transaction = TestDeliveries.transaction();
        Delivery delivery = open(transaction, "alice@example.org");

        MailImpl mail = mail(delivery, transaction);

        assertThat(mail.getMaybeSender().asString()).isEqualTo("sender@example.com");
        assertThat(mail.getRecipients()).containsExactly(new MailAddress("alice@example.org"));
        assertThat(AttemptAttribute.idIn(mail)).contains(delivery.id());
        assertThat(mail.getName()).doesNotContain("alice").doesNotContain("sender@");
    }

    @Test
    void ofShouldShowTheNullSenderWhenThePathIsNull() throws MessagingException {
        assertThat(mail(ReversePath.nullPath(), "alice@example.org")
                        .getMaybeSender()
                        .isNullSender())
                .isTrue();
    }

    @Test
    void ofShouldShowPercentEncodingWhenTheLocalPartIsNotAscii() throws MessagingException {
        MailImpl mail = mail(ReversePath.of(EmailAddress.of("gr\u00fc\u00dfe@example.com")), "j\u00f6rg@example.org");

        assertThat(mail.getRecipients()).containsExactly(new MailAddress("j%C3%B6rg@example.org"));
        assertThat(mail.getMaybeSender().asString()).isEqualTo("gr%C3%BC%C3%9Fe@example.com");
    }

    @Test
    void ofShouldShowTheQuotesWhenTheLocalPartIsQuoted() throws MessagingException {
        assertThat(mail(TestDeliveries.SENDER, "\"a b\"@example.org").getRecipients())
                .containsExactly(new MailAddress("\"a b\"@example.org"));
    }

    /** Host names of containers, address literals, quoted local parts: all of these occur as senders. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "root@3f2a9c1b7d4e",
                "user@[192.0.2.1]",
                "user@[IPv6:2001:db8::1]",
                "\"a@b\"@example.com",
                "\"<>\"@example.com",
                "user@xn--bcher-kva.example"
            })
    void ofShouldCreateAMailWhenTheSenderIsUnusual(String sender) throws MessagingException {
        assertThat(mail(ReversePath.of(EmailAddress.of(sender)), "alice@example.org")
                        .getRecipients())
                .containsExactly(new MailAddress("alice@example.org"));
    }

    @Test
    void ofShouldShowAllOfTheSenderInPercentEncodingWhenJamesHasNoFormForItsDomain() throws MessagingException {
        assertThat(mail(ReversePath.of(EmailAddress.of("root@3f2a9c1b7d4e")), "alice@example.org")
                        .getMaybeSender()
                        .asString())
                .isEqualTo("root%403f2a9c1b7d4e@address.invalid");
    }

    @Test
    void ofShouldCreateAMailWhenTheLocalPartIsLong() throws MessagingException {
        assertThat(mail(ReversePath.of(EmailAddress.of("a".repeat(255) + "@example.com")), "alice@example.org")
                        .hasSender())
                .isTrue();
    }

    @Test
    void ofShouldKeepAttributesWhenMailetsHaveNotedSome() throws MessagingException {
        Transaction transaction = TestDeliveries.transaction();
        Delivery delivery = open(transaction, "alice@example.org");

        MailImpl mail = AttemptMail.of(
                delivery,
                delivery.recipient(),
                transaction.id(),
                transaction.message(),
                List.of(Attribute.convertToAttribute("noted", "value")));

        assertThat(mail.getAttribute(AttributeName.of("noted"))).isPresent();
    }

    @Test
    void carriesShouldBeTrueWhenTheMessageWasOnlyRead() throws Exception {
        MailImpl mail = mail();
        mail.getMessage().getSubject();
        mail.getMessage().getContent();
        mail.getMessage().getSize();

        assertThat(AttemptMail.carries(mail, sourceIdOf(mail))).isTrue();
    }

    @Test
    void carriesShouldBeFalseWhenTheIdDiffers() throws MessagingException {
        assertThat(AttemptMail.carries(mail(), "another")).isFalse();
    }

    @Test
    void carriesShouldBeFalseWhenAFieldWasAdded() throws MessagingException {
        MailImpl mail = mail();
        String id = sourceIdOf(mail);
        mail.getMessage().addHeader("X-Added", "yes");

        assertThat(AttemptMail.carries(mail, id)).isFalse();
    }

    @Test
    void carriesShouldBeFalseWhenTheBodyWasReplaced() throws MessagingException {
        MailImpl mail = mail();
        String id = sourceIdOf(mail);
        mail.getMessage().setText("another");

        assertThat(AttemptMail.carries(mail, id)).isFalse();
    }

    @Test
    void carriesShouldBeFalseWhenTheMessageWasReplaced() throws MessagingException {
        MailImpl mail = mail();
        String id = sourceIdOf(mail);
        MimeMessage another = new MimeMessage((Session) null);
        another.setText("another");
        mail.setMessage(another);

        assertThat(AttemptMail.carries(mail, id)).isFalse();
    }

    @Test
    void bytesOfShouldBeTheReceivedOctetsWhenNothingWasChanged() throws MessagingException {
        assertThat(text(AttemptMail.bytesOf(mail()))).isEqualTo(octets(TestDeliveries.MESSAGE));
    }

    @Test
    void bytesOfShouldKeepTheBodyOctetForOctetWhenAFieldWasAdded() throws MessagingException {
        MailImpl mail = mail();
        mail.getMessage().addHeader("X-Added", "yes");

        assertThat(text(AttemptMail.bytesOf(mail)))
                .contains("X-Added: yes\r\n")
                .endsWith(octets("\r\n\r\ncanary  \r\n\tgr\u00fc\u00dfe\r\n"));
    }

    @Test
    void bytesOfShouldBeTheNewBodyWhenItWasReplaced() throws MessagingException {
        MailImpl mail = mail();
        mail.getMessage().setText("another");

        assertThat(text(AttemptMail.bytesOf(mail))).contains("Subject: canary").endsWith("\r\n\r\nanother");
    }

    @Test
    void bytesOfShouldReadTheMessageWhenTheMailIsNotFromTheServer() throws Exception {
        MimeMessage message = new MimeMessage((Session) null);
        message.setSubject("plain");
        message.setText("body");
        Mail mail = FakeMail.builder().name("mail").mimeMessage(message).build();

        assertThat(text(AttemptMail.bytesOf(mail)))
                .contains("Subject: plain\r\n")
                .endsWith("body");
    }

    @Test
    void replaceShouldLeaveNothingOfTheOldMessageWhenThereIsANewOne() throws MessagingException {
        MailImpl mail = mail();
        mail.getMessage().addHeader("X-Added", "yes");

        AttemptMail.replace(
                mail, "new", ReceivedMessage.of("Subject: new\r\n\r\nnew".getBytes(StandardCharsets.US_ASCII)));

        assertThat(AttemptMail.carries(mail, "new")).isTrue();
        assertThat(text(AttemptMail.bytesOf(mail))).isEqualTo("Subject: new\r\n\r\nnew");
    }

    private static String text(MessageSource message) {
        try (InputStream in = message.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String sourceIdOf(MailImpl mail) throws MessagingException {
        return ((MimeMessageWrapper) mail.getMessage()).getSourceId();
    }
}
