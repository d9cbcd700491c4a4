package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** What {@link Deliver} reports and logs for each {@link StoreResult}. */
class DeliverTest {

    private static final StoreResult STORED = new StoreResult.Stored();
    private static final StoreResult OUTAGE = new StoreResult.Unavailable(Scope.STORE, "refused", "nobody listens");

    private final MailetFixture fixture = new MailetFixture();
    private final Scripted mailet = new Scripted();
    private StoreResult result = STORED;

    /** A mailet whose store returns the result that a test has set. */
    private final class Scripted extends Deliver implements SealedStore {

        Scripted() {
            super(fixture.ledger, fixture.deliveryIds, fixture.policy);
        }

        @Override
        public SealedStore store() {
            return this;
        }

        @Override
        protected Set<String> parameters() {
            return Set.of();
        }

        @Override
        protected void configure() {
            // nothing to read
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Set<StorePromise> promises() {
            return Set.of(StorePromise.IDEMPOTENT);
        }

        @Override
        public SealingFormat format() {
            return SealingFormat.MIME;
        }

        @Override
        public StoreResult store(SealedDelivery delivery) {
            return result;
        }
    }

    private Reply deliver(StoreResult given) throws MessagingException {
        result = given;
        try (DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            MailImpl mail = MailetFixture.mail(TestDeliveries.openRun(entry, MailetFixture.ALICE));
            MailetFixture.configured(fixture.encryptForRecipient()).service(mail);
            MailetFixture.configured(mailet).service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            return entry.reply();
        }
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(STORED, Replies.STORED, List.of()),
                Arguments.of(new StoreResult.AlreadyThere(), Replies.STORED, List.of()),
                Arguments.of(new StoreResult.UnderWay(), Replies.STORE_UNAVAILABLE, List.of()),
                Arguments.of(new StoreResult.NotRecorded(), Replies.JOURNAL_UNAVAILABLE, List.of()),
                Arguments.of(new StoreResult.Full(Scope.STORE, "why"), Replies.STORE_FULL, List.of(Level.ERROR)),
                Arguments.of(new StoreResult.Full(Scope.ACCOUNT, "why"), Replies.OVER_QUOTA, List.of(Level.WARN)),
                Arguments.of(new StoreResult.TooLarge("why"), Replies.MESSAGE_TOO_BIG, List.of(Level.ERROR)),
                Arguments.of(
                        new StoreResult.Unavailable(Scope.STORE, "kind", "why"),
                        Replies.STORE_UNAVAILABLE,
                        List.of(Level.ERROR)),
                Arguments.of(
                        new StoreResult.Unavailable(Scope.ACCOUNT, "kind", "why"),
                        Replies.STORE_UNAVAILABLE,
                        List.of(Level.ERROR)),
                Arguments.of(new StoreResult.NotAcceptable("why"), Replies.NOT_CONFIRMED, List.of(Level.ERROR)),
                Arguments.of(new StoreResult.NoPlace("why"), Replies.NO_SUCH_ADDRESS, List.of(Level.ERROR)));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void serviceShouldReportEachResultAndSayWhyInTheLog(StoreResult given, Reply reply, List<Level> levels)
            throws MessagingException {
        try (LogCapture log = new LogCapture(Scripted.class)) {
            assertThat(deliver(given)).isEqualTo(reply);
            for (Level level : List.of(Level.ERROR, Level.WARN, Level.INFO)) {
                assertThat(log.messages(level))
                        .as(level.toString())
                        .hasSize(levels.contains(level) ? 1 : 0)
                        .allSatisfy(line -> assertThat(line).contains("why").contains("run "));
            }
        }
    }

    @Test
    void outageShouldLastUntilTheStoreHasAnswered() throws MessagingException {
        try (LogCapture log = new LogCapture(Scripted.class)) {
            deliver(OUTAGE);
            deliver(new StoreResult.AlreadyThere());
            assertThat(log.messages(Level.INFO)).isEmpty();
            deliver(OUTAGE);
            deliver(STORED);
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            assertThat(log.messages(Level.INFO)).singleElement().asString().contains("2 failures");
        }
    }

    /** The chain lacks ForwardSealed, or has a matcher that keeps mail from it. */
    @Test
    void forwardShouldNeverBeStored() throws MessagingException {
        Route forward = TestDeliveries.remote(MailetFixture.ALICE, "far@elsewhere.example");
        try (LogCapture log = new LogCapture(Scripted.class);
                DeliveryLedger.Entry entry = fixture.open("alice@example.org")) {
            MailImpl mail = MailetFixture.mail(TestDeliveries.openRun(entry, forward));
            MailetFixture.configured(fixture.encryptForRecipient()).service(mail);
            MailetFixture.configured(mailet).service(mail);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .contains("ForwardSealed is missing")
                    .doesNotContain("far@");
        }
    }
}
