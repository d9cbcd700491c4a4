package org.sealmx.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.measure.Recorded;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** The rows of REPLIES.md that are the policy's decisions. */
class RecipientPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final ReversePath EVE = ReversePath.of(EmailAddress.of("eve@example.com"));
    private static final ReversePath PROBE = ReversePath.of(EmailAddress.of("Double-Bounce@mx.example.org"));
    private static final PolicySettings REJECTING = new PolicySettings(Response.REJECT, Response.REJECT, List.of());

    private static final PolicySettings REFUSING_QUOTA = new PolicySettings(Response.DEFER, Response.REJECT, List.of());
    private static final String STRANGERS = "2 certificates, 1 of them names other addresses";

    private static final Route GOOD = TestRoutes.usable("u1");
    private static final Route EXPIRED =
            TestRoutes.with("u2", new CertificateEvaluation.Expired("f0f0", Instant.parse("2026-01-01T00:00:00Z")));
    private static final Route FULL = TestRoutes.overQuota(TestRoutes.usable("u3"));
    private static final Route REMOTE = TestRoutes.remote(TestRoutes.usable("u4"));

    private final LogCapture log = new LogCapture(RecipientPolicy.class);

    @AfterEach
    void close() {
        log.close();
    }

    private static RecipientPolicy policy(RecipientDirectory directory, PolicySettings settings) {
        return TestPolicies.of(directory, settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static RecipientPolicy policy(Resolution resolution) {
        return policy(new Answering(resolution), PolicySettings.defaults());
    }

    private static Resolution routes(Route... routes) {
        return new Resolution.Routes(List.of(routes), List.of(), SenderRule.everybody());
    }

    private static Decision sealable(Route route) {
        return new Decision.Sealable(route, (CertificateEvaluation.Usable) TestRoutes.USABLE);
    }

    /** The code, status and cause, or {@code accept}. Asserts that RCPT and DATA agree. */
    private static String decision(RecipientPolicy policy, EmailAddress recipient) {
        Verdict verdict = policy.atRcpt(EVE, recipient);
        assertThat(policy.atData(EVE, recipient)).isEqualTo(verdict);
        return describe(verdict);
    }

    private static String decision(Resolution resolution) {
        return decision(policy(resolution), ALICE);
    }

    private static String decision(Route... routes) {
        return decision(routes(routes));
    }

    private static String describe(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse ? describe(refuse.refusal()) : "accept";
    }

    private static String describe(Refusal refusal) {
        return refusal.reply().code() + " " + refusal.reply().status() + " " + refusal.cause();
    }

    @Test
    void atRcptShouldAcceptWithTheRoutesWhenMailCanBeDelivered() {
        assertThat(policy(routes(GOOD)).atRcpt(EVE, ALICE))
                .isEqualTo(new Verdict.Accept(List.of(sealable(GOOD)), List.of()));
    }

    @Test
    void shouldRefuseWithoutAskingTheDirectoryWhenTheDomainIsNotOurs() {
        RecipientPolicy policy = policy(new Failing(new IllegalStateException("asked")), PolicySettings.defaults());
        assertThat(decision(policy, EmailAddress.of("alice@elsewhere.example"))).isEqualTo("554 5.7.1 NOT_OUR_DOMAIN");
        assertThat(decision(policy, EmailAddress.of("alice@sub.example.org"))).isEqualTo("554 5.7.1 NOT_OUR_DOMAIN");
        assertThat(log.messagesAboveDebug()).isEmpty();
    }

    @Test
    void shouldSayWhatCameOfEachLookUp() {
        Recorded recorded = new Recorded();
        for (RecipientDirectory directory : List.of(
                new Answering(routes(GOOD)),
                new Answering(new Resolution.Unknown()),
                new Answering(new Resolution.Blocked(BlockReason.DISABLED)),
                new Failing(),
                new Failing(new IllegalStateException("scripted")))) {
            RecipientPolicy policy = new RecipientPolicy(
                    directory,
                    TestPolicies.ours("deliver.local"),
                    PolicySettings.defaults(),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    TestPolicies.NO_LIMITS,
                    false,
                    recorded);
            policy.atRcpt(EVE, ALICE);
            policy.atRcpt(EVE, EmailAddress.of("alice@elsewhere.example"));
        }
        assertThat(recorded.words).containsExactly("found", "unknown", "blocked", "unavailable", "unavailable");
    }

    @Test
    void shouldAskTheDirectoryWhenTheRecipientIsAnAccountsOwnAddress() {
        Answering directory = new Answering(routes(GOOD));
        assertThat(decision(policy(directory, PolicySettings.defaults()), EmailAddress.of("u1@deliver.local")))
                .isEqualTo("accept");
        RecipientPolicy other = new RecipientPolicy(
                directory,
                TestPolicies.ours("accounts.example"),
                PolicySettings.defaults(),
                Clock.systemUTC(),
                TestPolicies.NO_LIMITS,
                false);
        assertThat(decision(other, EmailAddress.of("u1@accounts.example"))).isEqualTo("accept");
        assertThat(decision(other, EmailAddress.of("u1@deliver.local"))).isEqualTo("554 5.7.1 NOT_OUR_DOMAIN");
    }

    @Test
    void shouldRefuseForGoodWhenTheAddressIsUnknown() {
        assertThat(decision(new Resolution.Unknown())).isEqualTo("550 5.1.1 UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLED,550 5.2.1",
        "ORPHANED,550 5.2.1",
        "ALIAS_LOOP,550 5.4.6",
        "ALIAS_TOO_DEEP,550 5.4.6",
        "TOO_MANY_DESTINATIONS,550 5.4.6",
        "UNKNOWN_DESTINATION,550 5.1.1"
    })
    void shouldRefuseByTheReasonWhenTheAddressIsBlocked(BlockReason reason, String reply) {
        assertThat(decision(new Resolution.Blocked(reason))).isEqualTo(reply + " BLOCKED");
        assertThat(describe(RecipientPolicy.refusalOf(reason))).isEqualTo(reply + " BLOCKED");
    }

    @Test
    void shouldHoldMailBackAsInAnOutageWhenTheIdentityIsBroken() {
        assertThat(decision(new Resolution.Blocked(BlockReason.BROKEN_IDENTITY)))
                .isEqualTo("450 4.7.5 BROKEN_IDENTITY");
        assertThat(RefusalCause.BROKEN_IDENTITY.isOutage()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(BlockReason.class)
    void refusalOfShouldBeNoSuccessWhateverTheReason(BlockReason reason) {
        assertThat(RecipientPolicy.refusalOf(reason).reply().isSuccess()).isFalse();
    }

    @Test
    void shouldDeferWhenTheDirectoryIsUnavailable() {
        RecipientPolicy policy = policy(new Failing(), PolicySettings.defaults());
        assertThat(decision(policy, ALICE)).isEqualTo("451 4.4.3 DIRECTORY_UNAVAILABLE");
        assertThat(log.messagesAboveDebug())
                .as("the directory itself tells of it")
                .isEmpty();
    }

    @Test
    void shouldDeferAndNameNobodyInTheLogWhenTheDirectoryFailsUnexpectedly() {
        RecipientPolicy policy =
                policy(new Failing(new IllegalStateException("alice@example.org")), PolicySettings.defaults());
        assertThat(decision(policy, ALICE)).isEqualTo("451 4.4.3 DIRECTORY_UNAVAILABLE");
        assertThat(log.messages(Level.ERROR)).isNotEmpty();
        assertThat(log.messagesAboveDebug()).noneMatch(message -> message.contains("alice"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseBySettingWhenTheAccountIsOverQuota(boolean reject) {
        RecipientPolicy policy = policy(new Answering(routes(FULL)), reject ? REJECTING : PolicySettings.defaults());
        assertThat(decision(policy, ALICE)).isEqualTo((reject ? "552 5.2.2" : "452 4.2.2") + " OVER_QUOTA");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseBySettingWhenThereIsNoUsableCertificate(boolean reject) {
        List<CertificateEvaluation> unusable = List.of(
                new CertificateEvaluation.Absent(),
                new CertificateEvaluation.Expired("f0f0", NOW),
                new CertificateEvaluation.Revoked("f0f0"),
                new CertificateEvaluation.NoEncryptionSubkey("f0f0"),
                new CertificateEvaluation.NotForEncryption("f0f0", "a CA certificate"),
                new CertificateEvaluation.NotYetValid("f0f0", NOW.plusSeconds(1)),
                new CertificateEvaluation.TooWeak("f0f0", "RSA-1024"),
                new CertificateEvaluation.SecretKey(CertificateEvaluation.SecretKey.Kind.OPENPGP),
                new CertificateEvaluation.Malformed("no packet"));
        for (CertificateEvaluation evaluation : unusable) {
            Resolution resolution = routes(TestRoutes.with("u1", evaluation));
            RecipientPolicy policy = policy(new Answering(resolution), reject ? REJECTING : PolicySettings.defaults());
            assertThat(decision(policy, ALICE))
                    .isEqualTo((reject ? "550 5.7.5" : "450 4.7.5") + " NO_USABLE_CERTIFICATE");
            assertThat(String.join("\n", log.messages(Level.WARN))).contains(PolicyLog.reason(evaluation));
        }
    }

    @Test
    void shouldEvaluateTheCertificateAtTheInstantOfTheQuestion() {
        CertificateSource untilNow =
                at -> at.equals(NOW) ? TestRoutes.USABLE : new CertificateEvaluation.Expired("f0f0", at);
        Route route = new Route(new AccountId("u1"), ALICE, false, false, untilNow, Route.UNNAMED);
        assertThat(decision(route)).isEqualTo("accept");
    }

    @Test
    void shouldRefuseARemoteRouteAtOnceWhateverIsSet() {
        assertThat(decision(REMOTE)).isEqualTo("550 5.1.6 REMOTE");
        assertThat(decision(policy(new Answering(routes(REMOTE)), REJECTING), ALICE))
                .isEqualTo("550 5.1.6 REMOTE");
    }

    /** No store of ours needs a name for it. */
    @Test
    void shouldAcceptARemoteRouteWhereMailIsForwarded() {
        ChainLimits limits = new ChainLimits(mailbox -> Optional.of("no names"), TestPolicies.FORWARDING.certificates())
                .forwarding();
        assertThat(decision(forwarding(limits, REMOTE), ALICE)).isEqualTo("accept");
    }

    /** Never unsealed: without a certificate it waits like other mail. */
    @Test
    void shouldDeferARemoteRouteWithoutAUsableCertificateWhereMailIsForwarded() {
        assertThat(decision(forwarding(TestPolicies.FORWARDING, TestRoutes.remote(EXPIRED)), ALICE))
                .isEqualTo("450 4.7.5 NO_USABLE_CERTIFICATE");
    }

    private static RecipientPolicy forwarding(ChainLimits limits, Route route) {
        return TestPolicies.of(
                new Answering(routes(route)),
                LocalDomains.of(List.of("example.org")),
                PolicySettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                limits);
    }

    @Test
    void shouldAcceptWhenAnyDestinationCanReceive() {
        assertThat(decision(EXPIRED, FULL, GOOD)).isEqualTo("accept");
    }

    @Test
    void shouldRefuseWithTheFirstRefusalWhenNoDestinationCanReceive() {
        assertThat(decision(FULL, EXPIRED, REMOTE)).isEqualTo("452 4.2.2 OVER_QUOTA");
        assertThat(decision(EXPIRED, FULL)).isEqualTo("450 4.7.5 NO_USABLE_CERTIFICATE");
    }

    @Test
    void senderRuleShouldBeAppliedByTheStepAndTheSender() {
        RecipientPolicy policy =
                policy(new Resolution.Routes(List.of(GOOD), List.of(), new SenderRule(List.of("*@example.net"))));
        ReversePath bob = ReversePath.of(EmailAddress.of("bob@example.net"));
        String refused = "550 5.7.1 SENDER_NOT_PERMITTED";
        assertThat(describe(policy.atRcpt(bob, ALICE))).isEqualTo("accept");
        assertThat(describe(policy.atData(bob, ALICE))).isEqualTo("accept");
        assertThat(describe(policy.atRcpt(EVE, ALICE))).isEqualTo(refused);
        assertThat(describe(policy.atData(EVE, ALICE))).isEqualTo(refused);
        assertThat(describe(policy.atRcpt(ReversePath.nullPath(), ALICE))).isEqualTo("accept");
        assertThat(describe(policy.atData(ReversePath.nullPath(), ALICE))).isEqualTo("accept");
        assertThat(describe(policy.atRcpt(PROBE, ALICE))).isEqualTo("accept");
        assertThat(describe(policy.atData(PROBE, ALICE))).isEqualTo(refused);
    }

    @Test
    void probeShouldBeToldTheSameAsOthersWhenItIsNotAboutTheSender() {
        assertThat(describe(policy(new Resolution.Unknown()).atRcpt(PROBE, ALICE)))
                .isEqualTo("550 5.1.1 UNKNOWN");
        assertThat(describe(policy(routes(EXPIRED)).atRcpt(PROBE, ALICE))).isEqualTo("450 4.7.5 NO_USABLE_CERTIFICATE");
    }

    @Test
    void reasonShouldBeLoggedOnceAndNameNoAddress() {
        RecipientPolicy policy = policy(
                new Answering(new Resolution.Routes(
                        List.of(GOOD, EXPIRED), List.of(BlockReason.DISABLED), SenderRule.everybody())),
                PolicySettings.defaults());
        policy.atRcpt(EVE, ALICE);
        policy.atData(EVE, ALICE);
        assertThat(log.messagesAboveDebug())
                .containsExactly(
                        "An alias of account u1 has another destination that gets no mail: its account is disabled.",
                        "Deferring mail for account u2, 450 4.7.5: its certificate cannot be used: expired on"
                                + " 2026-01-01T00:00:00Z, fingerprint f0f0.");
    }

    @Test
    void forwardShouldBeBlamedOnTheIdentityThatPointsElsewhere() {
        Route fwd = new Route(
                new AccountId("alice"),
                EmailAddress.of("far@elsewhere.example"),
                true,
                false,
                REMOTE.certificates(),
                "d3");
        policy(routes(fwd)).atRcpt(EVE, EmailAddress.of("fwd@example.org"));
        assertThat(log.messages(Level.WARN))
                .containsExactly("Refusing mail for identity d3, 550 5.1.6: it points to another domain, and forwarding"
                        + " is off (forward-hop in sealmx.properties).");
    }

    @Test
    void shouldRefuseForGoodAndLogWhenTheStoreCanHaveNoNameForTheMailbox() {
        RecipientPolicy policy = new RecipientPolicy(
                new Answering(routes(GOOD)),
                TestPolicies.ours("deliver.local"),
                PolicySettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ChainLimits(
                        mailbox -> mailbox.equals(GOOD.mailbox()) ? Optional.of("no such mailboxes") : Optional.empty(),
                        TestPolicies.NO_LIMITS.certificates()),
                false);

        assertThat(decision(policy, EmailAddress.of("alice@example.org"))).isEqualTo("550 5.1.1 NO_STORE_NAME");
        assertThat(log.messages(Level.WARN))
                .containsExactly("Refusing mail for account " + GOOD.account() + ", 550 5.1.1: no such mailboxes.");
    }

    @Test
    void addressesShouldBeLoggedWhenTheOperatorWantsThem() {
        Route dave = TestRoutes.with("dave", new CertificateEvaluation.Absent());
        RecipientPolicy policy = new RecipientPolicy(
                new Answering(routes(dave, FULL, REMOTE)),
                TestPolicies.ours("deliver.local"),
                REFUSING_QUOTA,
                Clock.fixed(NOW, ZoneOffset.UTC),
                TestPolicies.NO_LIMITS,
                true);
        policy.atRcpt(EVE, EmailAddress.of("fwd@example.org"));
        assertThat(log.messages(Level.WARN))
                .containsExactly(
                        "Deferring mail for account dave (dave@example.org), 450 4.7.5: the directory has no OpenPGP key or"
                                + " S/MIME certificate for it.",
                        "Refusing mail for account u3 (u3@example.org), 552 5.2.2: the directory says that it is over quota.",
                        "Refusing mail for identity (unnamed) (fwd@example.org), 550 5.1.6: it points to another domain,"
                                + " and forwarding is off (forward-hop in sealmx.properties).");
    }

    @Test
    void remarksOnKeysShouldBeLoggedOnceThoughMailCanBeDelivered() {
        RecipientPolicy policy =
                policy(new Answering(routes(remarked(TestRoutes.USABLE, STRANGERS))), PolicySettings.defaults());
        policy.atRcpt(EVE, ALICE);
        policy.atData(EVE, ALICE);
        assertThat(log.messagesAboveDebug()).containsExactly("Account u1: " + STRANGERS);
    }

    @Test
    void remarkOnKeysShouldNotRepeatTheReason() {
        CertificateEvaluation secret =
                new CertificateEvaluation.SecretKey(CertificateEvaluation.SecretKey.Kind.OPENPGP);
        policy(new Answering(routes(remarked(secret, secret.describe()))), PolicySettings.defaults())
                .atRcpt(EVE, ALICE);
        assertThat(log.messagesAboveDebug())
                .containsExactly(
                        "Deferring mail for account u1, 450 4.7.5: keys.pgp contains a PRIVATE key. Remove it, treat it as"
                                + " compromised, and use \"gpg --export\".");
    }

    private static Route remarked(CertificateEvaluation evaluation, String remark) {
        CertificateSource source = new CertificateSource() {
            @Override
            public CertificateEvaluation evaluate(Instant at) {
                return evaluation;
            }

            @Override
            public List<String> remarks() {
                return List.of(remark);
            }
        };
        return new Route(new AccountId("u1"), ALICE, false, false, source, Route.UNNAMED);
    }

    @Test
    void settingsShouldCompareProbeSendersInCanonicalForm() {
        PolicySettings settings =
                new PolicySettings(Response.DEFER, Response.DEFER, List.of("Probe", "check@MX.example.org"));
        assertThat(settings.isProbe(ReversePath.of(EmailAddress.of("PROBE@anywhere.example"))))
                .isTrue();
        assertThat(settings.isProbe(ReversePath.of(EmailAddress.of("check@mx.example.org"))))
                .isTrue();
        assertThat(settings.isProbe(ReversePath.of(EmailAddress.of("check@other.example.org"))))
                .isFalse();
        assertThat(settings.isProbe(PROBE)).isFalse();
        assertThat(settings.isProbe(ReversePath.nullPath())).isFalse();
        assertThatThrownBy(() -> new PolicySettings(Response.DEFER, Response.DEFER, List.of("a b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("probeSenders");
    }

    /** A directory with one answer. */
    private record Answering(Resolution answer) implements RecipientDirectory {
        @Override
        public Resolution resolve(EmailAddress recipient) {
            return answer;
        }

        @Override
        public void close() {}
    }

    /** A directory that fails, by an outage or unexpectedly. */
    private record Failing(List<RuntimeException> failures) implements RecipientDirectory {
        Failing(RuntimeException... failures) {
            this(List.of(failures));
        }

        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            for (RuntimeException failure : failures) {
                throw failure;
            }
            throw new DirectoryUnavailableException("down");
        }

        @Override
        public void close() {}
    }
}
