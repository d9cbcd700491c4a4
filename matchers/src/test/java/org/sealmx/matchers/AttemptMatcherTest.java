package org.sealmx.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.james.AttemptAttribute;

class AttemptMatcherTest {

    private static final MatcherFixture FIXTURE = new MatcherFixture();

    /** Matches every attempt. */
    private static final class Everything extends AttemptMatcher {
        Everything(DeliveryLedger ledger) {
            super(ledger);
        }

        @Override
        boolean matches(Attempt attempt) {
            return true;
        }
    }

    static Stream<AttemptMatcher> matchers() {
        return Stream.of(
                new IsSealed(FIXTURE.ledger),
                new RecipientIsUnknown(FIXTURE.ledger),
                new RecipientIsBlocked(FIXTURE.ledger),
                new SenderIsNotPermitted(FIXTURE.ledger),
                new RecipientIsOverQuota(FIXTURE.ledger),
                new RecipientHasNoUsableCertificate(FIXTURE.ledger),
                new RecipientIsRemote(FIXTURE.ledger));
    }

    private static FakeMail.Builder mail() throws MessagingException {
        return FakeMail.builder().name("mail").recipients("a@example.org", "b@example.org");
    }

    private static Attribute attempt(AttributeValue<?> value) {
        return new Attribute(AttemptAttribute.NAME, value);
    }

    @Test
    void matchShouldFindAllRecipientsWhenTheMailIsAnAttempt() throws MessagingException {
        Delivery delivery = FIXTURE.delivery("good@example.org");

        assertThat(new Everything(FIXTURE.ledger)
                        .match(mail().attribute(attempt(AttributeValue.of(delivery.id())))
                                .build()))
                .containsExactlyInAnyOrder(new MailAddress("a@example.org"), new MailAddress("b@example.org"));
    }

    @Test
    void matchShouldFindNothingWhenTheMailIsFromElsewhere() throws MessagingException {
        assertThat(new Everything(FIXTURE.ledger).match(mail().build())).isEmpty();
    }

    @Test
    void matchShouldFindNothingWhenTheAttemptIsNotInTheLedger() throws MessagingException {
        assertThat(new Everything(FIXTURE.ledger)
                        .match(mail().attribute(attempt(
                                        AttributeValue.of(UUID.randomUUID().toString())))
                                .build()))
                .isEmpty();
    }

    @Test
    void matchShouldFindNothingWhenTheAttributeIsNotText() throws MessagingException {
        assertThat(new Everything(FIXTURE.ledger)
                        .match(mail().attribute(attempt(AttributeValue.of(7))).build()))
                .isEmpty();
    }

    @Test
    void matchShouldFindNothingWhenTheDeliveryIsClosed() throws MessagingException {
        DeliveryLedger ledger = new DeliveryLedger();
        String id;
        try (DeliveryLedger.Entry entry =
                ledger.open(TestDeliveries.transaction(), TestDeliveries.ALICE, TestDeliveries.accept(FIXTURE.good))) {
            id = entry.delivery().id();
        }

        assertThat(new Everything(ledger)
                        .match(mail().attribute(attempt(AttributeValue.of(id))).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("matchers")
    void initShouldSucceedWhenThereIsNoCondition(AttemptMatcher matcher) {
        assertThatCode(() -> matcher.init(
                        FakeMatcherConfig.builder().matcherName("IsSealed").build()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org"})
    void initShouldRefuseAndNameTheMatcherWhenThereIsACondition(String condition) {
        assertThat(matchers()).allSatisfy(matcher -> assertThatThrownBy(() -> matcher.init(FakeMatcherConfig.builder()
                        .matcherName("org.sealmx.matchers.TheName")
                        .condition(condition)
                        .build()))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("org.sealmx.matchers.TheName")
                .hasMessageContaining("no condition"));
    }
}
