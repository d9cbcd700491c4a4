package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.james.AttemptAttribute;
import org.sealmx.james.AttemptMail;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.Replies;

class ResolveAliasesTest {

    private static final SealedMessage SEALED = TestSealing.sealed("canary");
    private static final String ALIAS = "team@example.org";

    private final MailetFixture fixture = new MailetFixture();
    private final List<Mail> children = new ArrayList<>();
    private int places = 1;
    private MailProcessor processor = mail -> confirm(runOf(mail));

    private void serve(Mail mail, String... parameters) throws MessagingException {
        MailProcessor recording = child -> {
            children.add(child);
            processor.service(child);
        };
        MailetFixture.configured(new ResolveAliases(fixture.ledger, () -> recording, TestDeliveries.together(places), new ForwardLoops(50)), parameters)
                .service(mail);
    }

    private MailImpl serve(DeliveryLedger.Entry entry) throws MessagingException {
        MailImpl mail = mail(entry);
        serve(mail);
        return mail;
    }

    private static MailImpl mail(DeliveryLedger.Entry entry) throws MessagingException {
        return MailetFixture.mail(entry.delivery(), entry.delivery().transaction());
    }

    private DeliveryLedger.Entry openAlias(Route... routes) {
        fixture.directory.routes(ALIAS, routes);
        return fixture.open(ALIAS);
    }

    private Run runOf(Mail mail) {
        return (Run) AttemptAttribute.idIn(mail).flatMap(fixture.ledger::find).orElseThrow();
    }

    private static void confirm(Run run) {
        run.recordSealed(SEALED);
        run.confirm();
    }

    @Test
    void serviceShouldRunTheProcessorOncePerRouteWhenAnAliasHasSeveral() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            serve(entry);

            assertThat(children.stream().map(this::runOf).map(Run::route))
                    .containsExactly(MailetFixture.ALICE, MailetFixture.BOB);
            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void serviceShouldGiveUpWhatWasSealedForOneRunAloneBeforeTheNext() throws MessagingException {
        List<MessageSource> sealed = new ArrayList<>();
        processor = mail -> {
            assertThat(sealed).allSatisfy(ResolveAliasesTest::assertGivenUp);
            MailetFixture.configured(fixture.encryptForRecipient(), "share", "off")
                    .service(mail);
            sealed.add(runOf(mail).sealed().orElseThrow());
            assertThat(sealed.get(sealed.size() - 1).sha256()).hasSize(32);
            runOf(mail).confirm();
        };
        fixture.directory.routes(ALIAS, MailetFixture.ALICE, MailetFixture.BOB);
        // large enough to be in a file
        ReceivedMessage large = ReceivedMessage.of(new byte[17 << 20]);
        Transaction transaction =
                new Transaction("id", TestDeliveries.SENDER, large, new SealingShare(), "from client.example");

        try (DeliveryLedger.Entry entry = fixture.open(transaction, ALIAS)) {
            serve(entry);

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
            assertThat(sealed).hasSize(2).allSatisfy(ResolveAliasesTest::assertGivenUp);
        }
    }

    private static void assertGivenUp(MessageSource sealed) {
        assertThatThrownBy(() -> sealed.open().readAllBytes()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void serviceShouldShowEachChildItsOwnMailboxWhenAnAliasHasSeveral() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            serve(entry);

            assertThat(children.get(0).getRecipients()).containsExactly(new MailAddress("alice@example.org"));
            assertThat(children.get(1).getRecipients()).containsExactly(new MailAddress("bob@example.org"));
            assertThat(children.get(0).getMaybeSender().asString()).isEqualTo("sender@example.com");
        }
    }

    @Test
    void serviceShouldSendChildrenToTheRecipientProcessorWhenNoneIsConfigured() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            serve(entry);

            assertThat(children.get(0).getState()).isEqualTo("recipient");
        }
    }

    @Test
    void serviceShouldSendChildrenToTheConfiguredProcessorWhenThereIsOne() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            serve(mail(entry), "processor", " sealing ");

            assertThat(children.get(0).getState()).isEqualTo("sealing");
        }
    }

    @Test
    void serviceShouldHandOnTheMessageAsReceivedWithoutReadingItWhenNobodyChangedIt() throws MessagingException {
        CountingSource source = new CountingSource(TestDeliveries.transaction().message());
        var transaction =
                new Transaction("id", TestDeliveries.SENDER, source, new SealingShare(), "from client.example");
        fixture.directory.routes(ALIAS, MailetFixture.ALICE, MailetFixture.BOB);
        try (DeliveryLedger.Entry entry = fixture.open(transaction, ALIAS)) {
            serve(entry);

            assertThat(source.opened).isZero();
            for (Mail child : children) {
                assertThat(AttemptMail.carries(child, "id")).isTrue();
            }
        }
    }

    @Test
    void serviceShouldHandOnTheChangedMessageWhenAMailetChangedIt() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            MailImpl mail = mail(entry);
            mail.getMessage().addHeader("X-Added", "yes");
            serve(mail);

            for (Mail child : children) {
                assertThat(AttemptMail.carries(
                                child, entry.delivery().transaction().id()))
                        .isFalse();
                assertThat(MailetFixture.text(AttemptMail.bytesOf(child))).contains("X-Added: yes\r\n");
            }
        }
    }

    @Test
    void serviceShouldCopyAttributesWhenMailetsHaveNotedSome() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            MailImpl mail = mail(entry);
            mail.setAttribute(Attribute.convertToAttribute("noted", "value"));
            serve(mail);

            assertThat(AttributeUtils.getValueAndCastFromMail(children.get(0), AttributeName.of("noted"), String.class))
                    .isEqualTo(Optional.of("value"));
        }
    }

    @Test
    void serviceShouldEndTheParentWhenTheRunsAreOver() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            assertThat(serve(entry).getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void serviceShouldGoOnWhenTheProcessorThrowsForOneRoute() throws MessagingException {
        processor = mail -> {
            if (runOf(mail).route().equals(MailetFixture.ALICE)) {
                throw new MessagingException("scripted");
            }
            confirm(runOf(mail));
        };
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            serve(entry);

            assertThat(children).hasSize(2);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void serviceShouldGoOnWhenTheProcessorThrowsAnUncheckedExceptionForOneRoute() throws MessagingException {
        processor = mail -> {
            throw new IllegalStateException("scripted");
        };
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            assertThat(serve(entry).getState()).isEqualTo(Mail.GHOST);
            assertThat(children).hasSize(2);
        }
    }

    @Test
    void serviceShouldGoOnWhenTheProcessorThrowsAnErrorForOneRoute() throws MessagingException {
        processor = mail -> {
            if (runOf(mail).route().equals(MailetFixture.ALICE)) {
                throw new StackOverflowError("scripted");
            }
            confirm(runOf(mail));
        };
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE, MailetFixture.BOB)) {
            serve(entry);

            assertThat(children).hasSize(2);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void serviceShouldReportNothingWhenARunReportsNothing() throws MessagingException {
        processor = mail -> {};
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            serve(entry);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void serviceShouldStillStoreWhenAnotherDestinationIsBlocked() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAliasWithBlocked()) {
            serve(entry);

            assertThat(entry.reply()).isEqualTo(Replies.STORED);
        }
    }

    @Test
    void serviceShouldReportTheBlockedDestinationWhenTheOthersRefuse() throws MessagingException {
        processor = mail -> runOf(mail).refuse(fixture.policy.overQuota());
        try (DeliveryLedger.Entry entry = openAliasWithBlocked()) {
            serve(entry);

            assertThat(entry.reply()).isEqualTo(Replies.ACCOUNT_DISABLED);
        }
    }

    /** After a fault before the first run, the blocked destination must not be the only one with an outcome. */
    @Test
    void serviceShouldNotRefuseForGoodWhenAChangedMessageCannotBeRead() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAliasWithBlocked()) {
            MailImpl mail = mail(entry);
            mail.setMessageContent(unreadable());
            assertThatThrownBy(() -> serve(mail)).isInstanceOf(MessagingException.class);

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    private static MimeMessageSource unreadable() {
        return new MimeMessageSource() {
            @Override
            public String getSourceId() {
                return "unreadable";
            }

            @Override
            public InputStream getInputStream() throws IOException {
                throw new IOException("scripted");
            }
        };
    }

    private DeliveryLedger.Entry openAliasWithBlocked() {
        fixture.directory.answer(
                ALIAS,
                new Resolution.Routes(
                        List.of(MailetFixture.ALICE), List.of(BlockReason.DISABLED), SenderRule.everybody()));
        return fixture.open(ALIAS);
    }

    @Test
    void serviceShouldDeferWhenTheDirectoryIsOut() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("outage@example.org")) {
            assertThat(serve(entry).getState()).isEqualTo(Mail.GHOST);
            assertThat(entry.reply()).isEqualTo(Replies.DIRECTORY_UNAVAILABLE);
            assertThat(children).isEmpty();
        }
    }

    @Test
    void serviceShouldRefuseWhenThePolicyRefuses() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("nobody@example.org")) {
            assertThat(serve(entry).getState()).isEqualTo(Mail.GHOST);
            assertThat(entry.reply()).isEqualTo(Replies.NO_SUCH_ADDRESS);
            assertThat(children).isEmpty();
        }
    }

    @Test
    void serviceShouldThrowWhenTheMailIsARunAlready() throws MessagingException {
        try (DeliveryLedger.Entry entry = openAlias(MailetFixture.ALICE)) {
            Mail run = MailetFixture.mail(TestDeliveries.openRun(entry, MailetFixture.ALICE));

            assertThatThrownBy(() -> serve(run))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("ResolveAliases");
            assertThat(children).isEmpty();
        }
    }

    @SuppressWarnings("Immutable") // counts how often it is opened
    private static final class CountingSource implements MessageSource {

        private final MessageSource source;
        private int opened;

        CountingSource(MessageSource source) {
            this.source = source;
        }

        @Override
        public InputStream open() {
            opened++;
            return source.open();
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public byte[] sha256() {
            return source.sha256();
        }
    }
}
