package org.sealmx.matchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.directory.Route;

class RefusalMatchersTest {

    private static final MatcherFixture FIXTURE = new MatcherFixture();

    private static final Map<String, AttemptMatcher> MATCHERS = Map.of(
            "unknown", new RecipientIsUnknown(FIXTURE.ledger),
            "blocked", new RecipientIsBlocked(FIXTURE.ledger),
            "sender", new SenderIsNotPermitted(FIXTURE.ledger),
            "quota", new RecipientIsOverQuota(FIXTURE.ledger),
            "certificate", new RecipientHasNoUsableCertificate(FIXTURE.ledger),
            "remote", new RecipientIsRemote(FIXTURE.ledger));

    /** The only matcher that matches the recipient; none for accepted recipients and outages. */
    private static final Map<String, String> MATCHER_OF_RECIPIENT = Map.of(
            "nobody@example.org", "unknown",
            "somebody@example.net", "unknown",
            "disabled@example.org", "blocked",
            "closed@example.org", "sender",
            "full@example.org", "quota",
            "nokey@example.org", "certificate",
            "remote@example.org", "remote",
            "good@example.org", "none",
            "outage@example.org", "none");

    private static final Map<Route, String> MATCHER_OF_ROUTE = Map.of(
            FIXTURE.good, "none",
            FIXTURE.overQuota, "quota",
            FIXTURE.withoutCertificate, "certificate",
            FIXTURE.expired, "certificate",
            FIXTURE.remote, "remote");

    static Stream<Arguments> deliveries() {
        return MATCHERS.keySet().stream()
                .flatMap(matcher -> MATCHER_OF_RECIPIENT.keySet().stream().map(to -> Arguments.of(matcher, to)));
    }

    static Stream<Arguments> runs() {
        return MATCHERS.keySet().stream()
                .flatMap(matcher -> MATCHER_OF_ROUTE.keySet().stream().map(route -> Arguments.of(matcher, route)));
    }

    private static AttemptMatcher matcherNamed(String name) {
        return Objects.requireNonNull(MATCHERS.get(name));
    }

    private static List<MailAddress> expected(boolean match) throws MessagingException {
        return match ? List.of(new MailAddress(MatcherFixture.RECIPIENT)) : List.of();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void matchShouldFindTheRecipientOnlyWhenTheDeliveryIsRefusedForItsCause(String matcher, String recipient)
            throws MessagingException {
        assertThat(MatcherFixture.match(matcherNamed(matcher), FIXTURE.delivery(recipient)))
                .isEqualTo(expected(matcher.equals(MATCHER_OF_RECIPIENT.get(recipient))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void matchShouldFindTheRecipientOnlyWhenTheRouteIsRefusedForItsCause(String matcher, Route route)
            throws MessagingException {
        assertThat(MatcherFixture.match(matcherNamed(matcher), FIXTURE.run(route)))
                .isEqualTo(expected(matcher.equals(MATCHER_OF_ROUTE.get(route))));
    }
}
