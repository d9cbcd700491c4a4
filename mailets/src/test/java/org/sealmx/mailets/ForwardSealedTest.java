package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class ForwardSealedTest {

    private static final Route FORWARD = TestDeliveries.remote(MailetFixture.ALICE, "far@elsewhere.example");

    private final MailetFixture fixture = new MailetFixture();
    private final List<SealedDelivery> forwarded = new ArrayList<>();
    private StoreResult result = new StoreResult.Stored();

    private final SealedStore hop = new SealedStore() {
        @Override
        public String name() {
            return "forward";
        }

        @Override
        public SealingFormat format() {
            return SealingFormat.MIME;
        }

        @Override
        public Set<StorePromise> promises() {
            return Set.of(StorePromise.IDEMPOTENT);
        }

        @Override
        public StoreResult store(SealedDelivery delivery) {
            forwarded.add(delivery);
            return result;
        }
    };

    private ForwardSealed mailet(SealedStore store) throws MessagingException {
        return MailetFixture.configured(
                new ForwardSealed(fixture.ledger, fixture.deliveryIds, fixture.policy, store));
    }

    private Reply serve(SealedStore store, Route route, String state, boolean sealed) throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            MailImpl mail = MailetFixture.mail(TestDeliveries.openRun(entry, route));
            mail.setState("recipient");
            if (sealed) {
                MailetFixture.configured(fixture.encryptForRecipient()).service(mail);
            }
            mailet(store).service(mail);
            assertThat(mail.getState()).isEqualTo(state);
            return entry.reply();
        }
    }

    @Test
    void forwardShouldBeHandedOverSealed() throws MessagingException {
        assertThat(serve(hop, FORWARD, Mail.GHOST, true)).isEqualTo(Replies.STORED);
        assertThat(forwarded).singleElement().satisfies(delivery -> {
            assertThat(delivery.route().mailbox()).isEqualTo(EmailAddress.of("far@elsewhere.example"));
            assertThat(MailetFixture.text(delivery.message()))
                    .startsWith("Delivered-To: alice@example.org\r\n")
                    .doesNotContain("canary")
                    .doesNotContain("far@elsewhere.example");
        });
    }

    @Test
    void mailThatStaysHereShouldBeLeftToTheNextMailet() throws MessagingException {
        assertThat(serve(hop, MailetFixture.ALICE, "recipient", true)).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(forwarded).isEmpty();
    }

    @Test
    void messageThatIsNotSealedShouldNotBeHandedOver() throws MessagingException {
        assertThat(serve(hop, FORWARD, Mail.GHOST, false)).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(forwarded).isEmpty();
    }

    @Test
    void outageShouldHaveItsOwnReplyAndWordsInTheLog() throws MessagingException {
        result = new StoreResult.Unavailable(StoreResult.Scope.STORE, "refused", "nobody listens");
        try (LogCapture log = new LogCapture(ForwardSealed.class)) {
            assertThat(serve(hop, FORWARD, Mail.GHOST, true)).isEqualTo(Replies.FORWARD_UNAVAILABLE);
            assertThat(log.messages(Level.ERROR)).singleElement().asString().startsWith("Mail is not forwarded");
        }
    }

    @Test
    void refusalShouldBeInTheLogWithoutAddresses() throws MessagingException {
        Reply refusal = Reply.of(550, "5.1.1", "The mail is forwarded to an address that is not accepted");
        result = new StoreResult.Refused(refusal);
        try (LogCapture log = new LogCapture(ForwardSealed.class)) {
            assertThat(serve(hop, FORWARD, Mail.GHOST, true)).isEqualTo(refusal);
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .endsWith("not forwarded: the next hop answered 550 5.1.1");
        }
    }

    @Test
    void mailetShouldBeIdleOnlyWhileForwardingIsOff() throws MessagingException {
        assertThat(mailet(hop).isIdle()).isFalse();
        assertThat(mailet(new NoForwards()).isIdle()).isTrue();
        assertThat(serve(new NoForwards(), FORWARD, Mail.GHOST, true)).isEqualTo(Replies.NOT_CONFIRMED);
    }
}
