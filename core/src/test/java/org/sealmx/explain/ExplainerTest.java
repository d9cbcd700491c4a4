package org.sealmx.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.explain.ExplanationStep.Kind;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.ReversePath;

class ExplainerTest {

    private static final TestKey KEY = TestKeys.curve25519("Alice <alice@example.org>");
    private static final Doc ALICE =
            main("u1", "alice@example.org").key(KEY.armoredCertificate()).id("alice");

    private static List<String> steps(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.address() + " " + step.kind() + " "
                        + step.document().orElse("-") + " "
                        + step.next().map(EmailAddress::toString).orElse("-"))
                .toList();
    }

    @Test
    void explainShouldTellEachStepWhenAnAliasLeadsToAMailbox() {
        Explanation explanation = ExplainBed.of(
                        ALICE,
                        alias("u2", "team@example.org", "alice@example.org").id("team"))
                .explain("Team+x@example.org");

        assertThat(steps(explanation))
                .containsExactly(
                        "Team+x@example.org FOUND_WITHOUT_EXTENSION team -",
                        "Team+x@example.org ALIAS team alice@example.org",
                        "alice@example.org FOUND alice -",
                        "alice@example.org MAILBOX alice alice@example.org");
        assertThat(explanation.atRcpt()).isEqualTo(Replies.RECIPIENT_OK);
        assertThat(explanation.afterData()).isEqualTo(Replies.STORED);
        assertThat(explanation.accounts()).singleElement().satisfies(account -> {
            assertThat(account.account()).isEqualTo(new AccountId("u1"));
            assertThat(account.keyHolder()).contains("alice");
            assertThat(account.refusal()).isEmpty();
            assertThat(account.certificates())
                    .containsExactly(new ExplainedCertificate(
                            "OpenPGP",
                            Optional.of(KEY.fingerprint()),
                            List.of("Alice <alice@example.org>"),
                            Optional.of(TestKeys.CREATED),
                            Optional.empty(),
                            true,
                            "usable, 1 encryption subkey(s)"));
        });
    }

    @Test
    void explainShouldTellWhyMailWaitsWhenTheCertificateHasExpired() {
        Explanation explanation = ExplainBed.of(
                        main("u2", "bob@example.org").key(TestKeys.expired().armoredCertificate()))
                .explain("bob@example.org");

        assertThat(explanation.atRcpt()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        assertThat(explanation.afterData()).isEqualTo(Replies.CANNOT_RECEIVE_NOW);
        ExplainedAccount account = explanation.accounts().get(0);
        assertThat(account.refusal()).contains(Replies.CANNOT_RECEIVE_NOW);
        assertThat(account.reason().orElseThrow()).contains("expired on " + TestKeys.EXPIRED);
        assertThat(account.certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.usable()).isFalse();
            assertThat(certificate.usableUntil()).isEmpty();
            assertThat(certificate.evaluation()).isEqualTo("expired on " + TestKeys.EXPIRED);
        });
    }

    private static List<String> remarks(String... keys) {
        return ExplainBed.of(main("u1", "alice@example.org").keys(keys))
                .explain("alice@example.org")
                .accounts()
                .get(0)
                .remarks();
    }

    @Test
    void explainShouldSayWhyMailIsNotProtectedFromQuantumComputers() {
        String protecting = TestKeys.postQuantum4().armoredCertificate();
        Instant past = TestKeys.NOW.minus(Duration.ofDays(3));

        assertThat(remarks(protecting)).isEmpty();
        assertThat(remarks(protecting, KEY.armoredCertificate())).anySatisfy(remark -> assertThat(remark)
                .startsWith("mail is not protected")
                .contains("another has none: fingerprint " + KEY.fingerprint()));
        assertThat(remarks(TestKeys.postQuantum4(past).armoredCertificate()))
                .singleElement()
                .asString()
                .startsWith("its last post-quantum key expired or was revoked on " + past);
    }

    @Test
    void explainShouldShowX509CertificatesAndThatOpenPgpComesFirst() {
        String x509 = TestCertificates.rsa().pem();
        Explanation alone =
                ExplainBed.of(main("u1", "alice@example.org").smime(x509)).explain("alice@example.org");
        assertThat(alone.accounts().get(0).certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.format()).isEqualTo("S/MIME");
            assertThat(certificate.created()).isPresent();
            assertThat(certificate.usable()).isEqualTo(alone.atRcpt().isSuccess());
        });

        String both =
                "{\"pgp\": \"" + KEY.base64Certificate() + "\", \"smime\": \"" + x509.replace("\n", "\\n") + "\"}";
        Explanation beside = ExplainBed.of(main("u1", "alice@example.org").withRaw("keys", both))
                .explain("alice@example.org");
        assertThat(beside.accounts().get(0).certificates())
                .extracting(certificate -> certificate.format() + " " + certificate.usable())
                .containsExactly("OpenPGP true", "S/MIME false");
    }

    @Test
    void explainShouldShowTheDestinationsAlsoWhenTheSenderMayNotWrite() {
        ExplainBed bed = ExplainBed.of(ALICE.acceptFrom("*@friends.example"));
        Explanation stranger = bed.explainer.explain(
                EmailAddress.of("alice@example.org"), ReversePath.of(EmailAddress.of("eve@example.com")));
        assertThat(stranger.atRcpt()).isEqualTo(Replies.SENDER_NOT_PERMITTED);
        assertThat(stranger.senderRule().orElseThrow().permitted()).isFalse();
        assertThat(stranger.senderRule().orElseThrow().patterns()).containsExactly("*@friends.example");
        assertThat(stranger.accounts()).hasSize(1);

        Explanation probe = bed.explainer.explain(
                EmailAddress.of("alice@example.org"), ReversePath.of(EmailAddress.of("double-bounce@example.com")));
        assertThat(probe.atRcpt()).isEqualTo(Replies.RECIPIENT_OK);
        assertThat(probe.afterData()).isEqualTo(Replies.SENDER_NOT_PERMITTED);
    }

    @Test
    void explainShouldTellTheStepsBeforeAnOutage() {
        ExplainBed.Documents documents = new ExplainBed.Documents(
                List.of(alias("u1", "a@example.org", "b@example.org"), main("u2", "b@example.org")));
        Explanation explanation = new ExplainBed(
                        PolicySettings.defaults(),
                        TestPolicies.NO_LIMITS,
                        ExplainBed.failingFrom(5, documents),
                        Optional.empty())
                .explain("a@example.org");
        assertThat(explanation.outage()).contains("it is down");
        assertThat(steps(explanation)).contains("a@example.org ALIAS d001 b@example.org");
    }

    @Test
    void explainShouldLogNothing() {
        ExplainBed bed = ExplainBed.of(
                main("u2", "bob@example.org").key(TestKeys.expired().armoredCertificate()),
                alias("u2", "list@example.org", "gone@example.org"));
        try (LogCapture log = new LogCapture(RecipientPolicy.class)) {
            bed.explain("bob@example.org");
            bed.explain("list@example.org");
            assertThat(log.messagesAboveDebug()).isEmpty();
            assertThat(log.messages(Level.DEBUG)).isEmpty();
            bed.policy.atRcpt(ReversePath.nullPath(), EmailAddress.of("bob@example.org"));
            assertThat(log.messagesAboveDebug())
                    .as("the explanation has not used up what is logged once an hour")
                    .isNotEmpty();
        }
    }

    @Test
    void explainShouldGiveTheReplyOfWhatIsInMemoryAndSayThatTheDirectoryDiffers() {
        ExplainBed before = ExplainBed.of(ALICE);
        ExplainBed after = ExplainBed.of(ALICE.disabled());
        ExplainableDirectory stale = new ExplainableDirectory() {
            @Override
            public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
                return before.directory.resolve(recipient);
            }

            @Override
            public Resolution resolve(EmailAddress recipient, ResolutionTrace trace)
                    throws DirectoryUnavailableException {
                return after.directory.resolve(recipient, trace);
            }

            @Override
            public HeldAnswer held(EmailAddress recipient) {
                return new HeldAnswer(HeldAnswer.State.USED, Optional.of(ExplainBed.NOW.minusSeconds(90)));
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Explanation explanation = new Explainer(
                        stale, before.policy, Optional.empty(), ExplainBed.CLOCK, List.of("a note"))
                .explain(EmailAddress.of("alice@example.org"), ReversePath.nullPath());
        assertThat(explanation.atRcpt()).isEqualTo(Replies.RECIPIENT_OK);
        assertThat(explanation.memory().differs()).isTrue();
        assertThat(explanation.memory().age()).contains(Duration.ofSeconds(90));
        assertThat(explanation.steps()).extracting(ExplanationStep::kind).contains(Kind.DISABLED);
        assertThat(explanation.notes()).containsExactly("a note");
        assertThat(ExplanationText.of(explanation, ExplanationText.Drawing.ASCII))
                .contains("90 s old; the directory itself now answers otherwise");
    }
}
