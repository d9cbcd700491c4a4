package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class RefuseTest {

    private static final String CONFIGURED = "554 5.7.1 Not today";
    private static final Route NO_CERTIFICATE = TestDeliveries.route("carol@example.org");

    private final MailetFixture fixture = new MailetFixture();

    private MailImpl serve(DeliveryLedger.Entry entry, Attempt attempt, String... parameters)
            throws MessagingException {
        MailImpl mail = MailetFixture.mail(attempt, entry.delivery().transaction());
        MailetFixture.configured(new Refuse(fixture.ledger), parameters).service(mail);
        return mail;
    }

    @Test
    void serviceShouldReportThePolicysReplyWhenTheDeliveryIsRefused() throws MessagingException {
        fixture.directory.answer("disabled@example.org", new Resolution.Blocked(BlockReason.DISABLED));
        try (DeliveryLedger.Entry entry = fixture.open("disabled@example.org")) {
            serve(entry, entry.delivery());

            assertThat(entry.reply()).isEqualTo(Replies.ACCOUNT_DISABLED);
        }
    }

    @Test
    void serviceShouldReportThePolicysReplyWhenTheRouteIsRefused() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("carol@example.org")) {
            serve(entry, TestDeliveries.openRun(entry, NO_CERTIFICATE));

            assertThat(entry.reply()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        }
    }

    @Test
    void serviceShouldReportTheConfiguredReplyWhenTheDeliveryIsRefused() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("nobody@example.org")) {
            serve(entry, entry.delivery(), "reply", CONFIGURED);

            assertThat(entry.reply()).isEqualTo(Reply.of(554, "5.7.1", "Not today"));
        }
    }

    @Test
    void serviceShouldReportTheConfiguredReplyWhenThePolicyAcceptsTheRun() throws MessagingException {
        fixture.directory.routes("alice@example.org", MailetFixture.ALICE);
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            serve(entry, TestDeliveries.openRun(entry, MailetFixture.ALICE), "reply", CONFIGURED);

            assertThat(entry.reply()).isEqualTo(Reply.of(554, "5.7.1", "Not today"));
        }
    }

    @Test
    void serviceShouldDeferWhenThePolicyAcceptsTheDeliveryAndNoReplyIsConfigured() throws MessagingException {
        fixture.directory.routes("alice@example.org", MailetFixture.ALICE);
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            serve(entry, entry.delivery());

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void serviceShouldDeferWhenThePolicyAcceptsTheRunAndNoReplyIsConfigured() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            entry.blocked(new Refusal(RefusalCause.BLOCKED, Replies.ACCOUNT_DISABLED));
            serve(entry, TestDeliveries.openRun(entry, MailetFixture.ALICE));

            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void serviceShouldKeepThe451WhenTheDirectoryIsOut() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("outage@example.org")) {
            serve(entry, entry.delivery());

            assertThat(entry.reply()).isEqualTo(Replies.DIRECTORY_UNAVAILABLE);
        }
    }

    @Test
    void serviceShouldEndTheMailWhenItHasRefused() throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("nobody@example.org")) {
            assertThat(serve(entry, entry.delivery()).getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void serviceShouldThrowAndLeaveTheMailWhenItIsFromElsewhere() throws MessagingException {
        Refuse refuse = MailetFixture.configured(new Refuse(fixture.ledger));
        Mail mail = FakeMail.builder()
                .name("mail")
                .recipient("alice@example.org")
                .state("root")
                .build();

        assertThatThrownBy(() -> refuse.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Refuse");
        assertThat(mail.getState()).isEqualTo("root");
    }
}
