package org.sealmx.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.StoreNames;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.ReversePath;

/** The policy decides once for each route, and the decision travels with the message. */
class DecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final ReversePath EVE = ReversePath.of(EmailAddress.of("eve@example.com"));
    private static final Route GOOD = TestRoutes.usable("u1");
    private static final Route EXPIRED =
            TestRoutes.with("u2", new CertificateEvaluation.Expired("f0f0", Instant.parse("2026-01-01T00:00:00Z")));
    private static final Route FULL = TestRoutes.overQuota(TestRoutes.usable("u3"));

    private final LogCapture log = new LogCapture(RecipientPolicy.class);

    @AfterEach
    void close() {
        log.close();
    }

    private static RecipientDirectory answering(Resolution resolution) {
        return new ScriptedDirectory().answer(ALICE.toString(), resolution);
    }

    private static Resolution routes(List<Route> routes) {
        return new Resolution.Routes(routes, List.of(), SenderRule.everybody());
    }

    private static Decision sealable(Route route) {
        return new Decision.Sealable(route, (CertificateEvaluation.Usable) TestRoutes.USABLE);
    }

    @Test
    void acceptShouldCarryTheDecisionOfEachRouteInOrderAndWhatIsBlocked() {
        RecipientPolicy policy = TestPolicies.of(
                answering(new Resolution.Routes(
                        List.of(FULL, GOOD, EXPIRED), List.of(BlockReason.DISABLED), SenderRule.everybody())),
                PolicySettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(policy.atData(EVE, ALICE))
                .isEqualTo(new Verdict.Accept(
                        List.of(
                                new Decision.Refused(
                                        FULL,
                                        new Refusal(RefusalCause.OVER_QUOTA, Replies.OVER_QUOTA),
                                        "the directory says that it is over quota"),
                                sealable(GOOD),
                                new Decision.Refused(
                                        EXPIRED,
                                        new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, Replies.CANNOT_RECEIVE_NOW),
                                        "its certificate cannot be used: expired on 2026-01-01T00:00:00Z, fingerprint"
                                                + " f0f0")),
                        List.of(BlockReason.DISABLED)));
    }

    @Test
    void acceptShouldNotExistWithoutACopyThatCanBeSealed() {
        assertThatThrownBy(() -> new Verdict.Accept(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aQuestionShouldCostOneEvaluationOfEachRouteAllAtOneInstant() {
        List<Instant> asked = new ArrayList<>();
        List<Route> routes = Stream.of("u1", "u2", "u3")
                .map(name -> new Route(
                        new AccountId(name),
                        EmailAddress.of(name + "@example.org"),
                        false,
                        false,
                        at -> {
                            asked.add(at);
                            return TestRoutes.USABLE;
                        },
                        Route.UNNAMED))
                .toList();
        RecipientPolicy policy = TestPolicies.of(answering(routes(routes)), PolicySettings.defaults(), new Ticking());
        policy.atRcpt(EVE, ALICE);
        assertThat(asked).hasSize(3).containsOnly(NOW);
        policy.atData(EVE, ALICE);
        assertThat(asked).hasSize(6);
        assertThat(asked.subList(3, 6)).containsOnly(NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseAtRcptWhatTheChainHasNoFormFor(boolean reject) {
        PolicySettings rejecting = new PolicySettings(Response.REJECT, Response.DEFER, List.of());
        RecipientPolicy policy = TestPolicies.of(
                answering(routes(List.of(GOOD))),
                LocalDomains.of(List.of("example.org")),
                reject ? rejecting : PolicySettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ChainLimits(StoreNames.any(), usable -> Optional.of("no form for it")));
        Refusal refusal = new Refusal(
                RefusalCause.NO_USABLE_CERTIFICATE, reject ? Replies.CANNOT_RECEIVE : Replies.CANNOT_RECEIVE_NOW);
        assertThat(policy.atRcpt(EVE, ALICE)).isEqualTo(new Verdict.Refuse(refusal, List.of(new AccountId("u1"))));
        assertThat(policy.atData(EVE, ALICE)).isEqualTo(new Verdict.Refuse(refusal, List.of(new AccountId("u1"))));
        assertThat(log.messages(Level.WARN))
                .containsExactly((reject ? "Refusing" : "Deferring") + " mail for account u1, "
                        + (reject ? "550 5.7.5" : "450 4.7.5")
                        + ": its certificate cannot be used: no form for it, fingerprint 00.");
    }

    /** A clock that advances by a second with each question. */
    private static final class Ticking extends Clock {

        private Instant next = NOW;

        @Override
        public Instant instant() {
            Instant now = next;
            next = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
