package org.sealmx.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Route;
import org.sealmx.policy.MailboxCheck.Objection;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/** What the store says at RCPT. */
class MailboxCheckTest {

    private static final EmailAddress TEAM = EmailAddress.of("team@example.org");
    private static final ReversePath EVE = ReversePath.of(EmailAddress.of("eve@example.net"));
    private static final ReversePath PROBE = ReversePath.of(EmailAddress.of("double-bounce@mx.example.net"));

    private static final Objection FULL = new Objection.Full("full");
    private static final Objection GONE = objection(RefusalCause.NEXT_HOP, Reply.of(550, "5.1.1", "gone"));
    private static final Objection DOWN = objection(RefusalCause.STORE_UNAVAILABLE, Replies.STORE_UNAVAILABLE);

    private final Map<String, Objection> objections = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private static Objection objection(RefusalCause cause, Reply reply) {
        return new Objection.Refused(new Refusal(cause, reply), "why");
    }

    private RecipientPolicy policy(Response overQuota, String... accounts) {
        return policy(
                overQuota, List.of(accounts).stream().map(TestRoutes::usable).toArray(Route[]::new));
    }

    private RecipientPolicy policy(Response overQuota, Route... routes) {
        return TestPolicies.of(
                new ScriptedDirectory().routes("team@example.org", routes),
                LocalDomains.of(List.of("example.org")),
                new PolicySettings(Response.DEFER, overQuota, List.of("double-bounce")),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new ChainLimits(
                                TestPolicies.NO_LIMITS.names(),
                                TestPolicies.NO_LIMITS.certificates(),
                                (sender, route, size) -> {
                                    String account = route.account().toString();
                                    asked.add(account + " from " + sender + " of " + size);
                                    return Optional.ofNullable(objections.get(account));
                                })
                        .forwarding());
    }

    private static String reply(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse
                ? refuse.refusal().cause() + " " + refuse.refusal().reply()
                : "accepted";
    }

    private String atRcpt(String... accounts) {
        return reply(policy(Response.DEFER, accounts).atRcpt(EVE, TEAM, 5));
    }

    @Test
    void storeShouldBeAskedOnceWithSenderAndSizeAndNotAgainAfterData() {
        RecipientPolicy policy = policy(Response.DEFER, "a");
        assertThat(reply(policy.atRcpt(EVE, TEAM, 5))).isEqualTo("accepted");
        objections.put("a", GONE);
        assertThat(reply(policy.atData(EVE, TEAM))).isEqualTo("accepted");
        assertThat(asked).containsExactly("a from <eve@example.net> of 5");
    }

    @Test
    void storeShouldBeAskedInTheNameOfTheProbeThatPostfixSends() {
        objections.put("a", GONE);
        assertThat(reply(policy(Response.DEFER, "a").atRcpt(PROBE, TEAM, 0))).isEqualTo("NEXT_HOP 550 5.1.1 gone");
        assertThat(asked).containsExactly("a from <double-bounce@mx.example.net> of 0");
    }

    @ParameterizedTest
    @EnumSource(Response.class)
    void fullMailboxShouldHaveTheReplyThatTheOperatorHasConfigured(Response response) {
        objections.put("a", FULL);
        RecipientPolicy policy = policy(response, "a");
        assertThat(policy.atRcpt(EVE, TEAM, 0))
                .isEqualTo(new Verdict.Refuse(policy.overQuota(), List.of(new AccountId("a"))));
    }

    @Test
    void replyOfTheStoreShouldBeOurs() {
        objections.put("a", GONE);
        assertThat(atRcpt("a")).isEqualTo("NEXT_HOP 550 5.1.1 gone");
        objections.put("a", DOWN);
        assertThat(atRcpt("a")).isEqualTo("STORE_UNAVAILABLE " + Replies.STORE_UNAVAILABLE);
    }

    @Test
    void aliasShouldBeAcceptedAsSoonAsOneOfItsAccountsTakesMail() {
        objections.put("a", GONE);
        assertThat(atRcpt("a", "b", "c")).isEqualTo("accepted");
        assertThat(asked).hasSize(2);
    }

    /** Mail that may still reach somebody must not bounce. */
    @Test
    void refusalThatMayPassShouldComeBeforeOneForGood() {
        objections.put("a", GONE);
        objections.put("b", DOWN);
        assertThat(atRcpt("a", "b")).isEqualTo("STORE_UNAVAILABLE " + Replies.STORE_UNAVAILABLE);
        objections.put("b", GONE);
        assertThat(atRcpt("a", "b")).isEqualTo("NEXT_HOP 550 5.1.1 gone");
    }

    /** An alias with many accounts would wait for each of them. */
    @Test
    void storeThatDoesNotAnswerShouldNotBeAskedAboutFurtherAccounts() {
        objections.put("a", DOWN);
        assertThat(atRcpt("a", "b", "c")).isEqualTo("STORE_UNAVAILABLE " + Replies.STORE_UNAVAILABLE);
        assertThat(asked).hasSize(1);
    }

    /** Such mail is not stored. */
    @Test
    void storeShouldNotBeAskedAboutAnAddressThatMailIsForwardedTo() {
        objections.put("a", GONE);
        objections.put("b", GONE);
        Route forward = TestRoutes.remote(TestRoutes.usable("b"));
        RecipientPolicy policy = policy(Response.DEFER, TestRoutes.usable("a"), forward);
        assertThat(reply(policy.atRcpt(EVE, TEAM, 0))).isEqualTo("accepted");
        assertThat(asked).containsExactly("a from <eve@example.net> of 0");
    }

    @Test
    void storeShouldNotBeAskedAboutWhomTheDirectoryRefuses() {
        assertThat(reply(policy(Response.DEFER, "a").atRcpt(EVE, EmailAddress.of("nobody@example.org"), 0)))
                .contains("5.1.1");
        assertThat(asked).isEmpty();
    }

    /** The store knows nothing of an address in another domain, and could even answer for it. */
    @Test
    void storeShouldNotBeAskedAboutWhatIsForwarded() {
        ChainLimits limits = new ChainLimits(
                        TestPolicies.NO_LIMITS.names(),
                        TestPolicies.NO_LIMITS.certificates(),
                        (sender, route, size) -> Optional.of(GONE))
                .forwarding();
        RecipientPolicy policy = TestPolicies.of(
                new ScriptedDirectory().routes("team@example.org", TestRoutes.remote(TestRoutes.usable("a"))),
                LocalDomains.of(List.of("example.org")),
                PolicySettings.defaults(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                limits);
        assertThat(reply(policy.atRcpt(EVE, TEAM, 5))).isEqualTo("accepted");
    }
}
