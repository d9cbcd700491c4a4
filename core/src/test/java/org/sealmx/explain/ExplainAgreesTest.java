package org.sealmx.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.explain.ExplanationText.Drawing;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.Decision;
import org.sealmx.policy.MailboxCheck;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.TestPolicies;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * An explanation and the server agree about every kind of address: in generated directories that have all kinds of
 * documents and faults, under all settings of the policy, for all senders.
 */
class ExplainAgreesTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> OURS = List.of("example.org", "example.net");
    private static final List<String> MATERIAL = List.of(
            "",
            "",
            TestKeys.curve25519("Alice <a@example.org>").armoredCertificate(),
            TestKeys.curve25519("Bob <b@example.org>").armoredCertificate(),
            TestKeys.curve25519("Eve <eve@example.com>").armoredCertificate(),
            TestKeys.expired().armoredCertificate(),
            TestKeys.revoked().armoredCertificate(),
            "no certificate");
    private static final List<ReversePath> SENDERS = List.of(
            ReversePath.nullPath(),
            ReversePath.of(EmailAddress.of("friend@example.com")),
            ReversePath.of(EmailAddress.of("stranger@example.com")),
            ReversePath.of(EmailAddress.of("double-bounce@example.com")));

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }

    /** A directory in which every kind of document is likely, and aliases lead to one another. */
    static List<Doc> documents(Random random) {
        List<Doc> documents = new ArrayList<>();
        int count = 4 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            documents.add(document(random));
        }
        if (random.nextInt(6) == 0) {
            NAMES.forEach(name -> documents.add(alias("U1", "many@example.net", name + "@example.org")));
        }
        return documents;
    }

    private static Doc document(Random random) {
        String user = "U" + random.nextInt(5);
        String address = address(random);
        if (random.nextInt(12) == 0) {
            address = "@" + pick(OURS, random);
        }
        Doc document =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 ->
                        address.startsWith("@") ? alias(user, address, address(random)) : main(user, address);
                    case 3 -> alias(user, address, "x@elsewhere.example");
                    case 4 -> alias(user, address, "U" + random.nextInt(6) + "@deliver.local");
                    default -> alias(user, address, address(random));
                };
        String material = pick(MATERIAL, random);
        if (!material.isEmpty()) {
            document =
                    random.nextInt(4) == 0 ? document.keys(material, pick(MATERIAL, random)) : document.key(material);
        }
        return switch (random.nextInt(16)) {
            case 0 -> document.disabled();
            case 1 -> document.orphaned();
            case 2 -> document.overQuota();
            case 3, 4 -> document.acceptFrom("friend@example.com");
            case 5 -> document.without("destination");
            case 6 -> random.nextInt(8) == 0 ? document.with("address", "not an address") : document;
            default -> document;
        };
    }

    private static String address(Random random) {
        return pick(NAMES, random) + "@" + pick(OURS, random);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static ExplainBed bed(Random random) {
        PolicySettings settings = new PolicySettings(
                pick(List.of(Response.values()), random),
                pick(List.of(Response.values()), random),
                List.of("double-bounce"));
        StoreNames names =
                mailbox -> mailbox.localPart().equals("f") ? Optional.of("its name is too odd") : Optional.empty();
        MailboxCheck mailboxes = (sender, route, size) -> switch (route.mailbox()
                .localPart()) {
            case "d" -> Optional.of(new MailboxCheck.Objection.Full("its mailbox is full"));
            case "e" ->
                Optional.of(new MailboxCheck.Objection.Refused(
                        new Refusal(RefusalCause.STORE_UNAVAILABLE, Replies.STORE_UNAVAILABLE), "the store is down"));
            default -> Optional.empty();
        };
        ChainLimits limits = new ChainLimits(
                names,
                usable -> Optional.empty(),
                random.nextBoolean() ? mailboxes : MailboxCheck.none(),
                random.nextBoolean());
        return new ExplainBed(settings, limits, documents(random));
    }

    private static Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        for (String name : NAMES) {
            for (String domain : OURS) {
                addresses.add(name + "@" + domain);
            }
            addresses.add(name.toUpperCase(Locale.ROOT) + "+news@example.org");
        }
        IntStream.range(0, 6).forEach(i -> addresses.add("U" + i + "@deliver.local"));
        addresses.addAll(List.of(
                "u1+x@deliver.local",
                "many@example.net",
                "nobody@example.org",
                "nobody@example.net",
                "someone@elsewhere.example"));
        return addresses;
    }

    private static Reply rcpt(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse ? refuse.refusal().reply() : Replies.RECIPIENT_OK;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void explainShouldGiveTheRepliesOfThePolicyWhateverTheDirectoryHas(int seed) {
        ExplainBed bed = bed(new Random(seed));
        for (String address : addresses()) {
            for (ReversePath sender : SENDERS) {
                EmailAddress recipient = EmailAddress.of(address);
                Explanation explanation = bed.explainer.explain(recipient, sender);
                Verdict verdict = bed.policy.atRcpt(sender, recipient);
                assertThat(explanation.atRcpt())
                        .as("%s from %s", address, sender)
                        .isEqualTo(rcpt(verdict));
                Verdict data = bed.policy.atData(sender, recipient);
                if (data instanceof Verdict.Refuse refuse) {
                    assertThat(explanation.afterData())
                            .isEqualTo(refuse.refusal().reply());
                } else {
                    assertThat(explanation.afterData().code()).isIn(250, 450);
                }
                if (verdict instanceof Verdict.Accept accept) {
                    assertThat(explanation.accounts())
                            .extracting(account ->
                                    account.mailbox() + " " + account.refusal().isEmpty())
                            .containsExactlyElementsOf(accept.decisions().stream()
                                    .map(decision -> decision.route().mailbox() + " " + accepted(decision, explanation))
                                    .toList());
                }
                assertThat(explanation.memory().differs()).isFalse();
                assertSaysWhy(explanation);
                assertDrawn(explanation);
            }
        }
    }

    /** A copy that the store objects to is accepted by the policy when another copy can be stored. */
    private static boolean accepted(Decision decision, Explanation explanation) {
        return decision instanceof Decision.Sealable
                && explanation.accounts().stream()
                        .filter(account ->
                                account.mailbox().equals(decision.route().mailbox()))
                        .allMatch(account -> account.refusal().isEmpty());
    }

    /** Whatever the reply, the steps or the accounts have a reason for it. */
    private static void assertSaysWhy(Explanation explanation) {
        if (explanation.atRcpt().isSuccess()) {
            assertThat(explanation.accounts())
                    .anyMatch(account -> account.refusal().isEmpty());
            return;
        }
        boolean deadEnd =
                explanation.steps().stream().anyMatch(step -> step.kind().isDeadEnd());
        boolean refused = explanation.accounts().stream()
                .anyMatch(account -> account.reason().isPresent());
        boolean sender =
                explanation.senderRule().filter(rule -> !rule.permitted()).isPresent();
        assertThat(deadEnd || refused || sender || explanation.outage().isPresent())
                .as("a reason for %s in %s", explanation.atRcpt(), explanation.steps())
                .isTrue();
    }

    private static void assertDrawn(Explanation explanation) {
        for (Drawing drawing : Drawing.values()) {
            String text = ExplanationText.of(explanation, drawing);
            assertThat(text)
                    .contains(explanation.atRcpt().toString())
                    .contains(explanation.afterData().toString());
            explanation.accounts().stream()
                    .flatMap(account -> account.certificates().stream())
                    .flatMap(certificate -> certificate.fingerprint().stream())
                    .forEach(fingerprint -> assertThat(text).contains(fingerprint));
            explanation.steps().forEach(step -> assertThat(text).contains(step.words()));
        }
    }

    @Test
    void generatedDirectoriesShouldReachEveryReplyAndEveryKindOfStep() {
        Set<String> replies = new TreeSet<>();
        Set<ExplanationStep.Kind> kinds = new TreeSet<>();
        seeds().mapToObj(seed -> bed(new Random(seed)))
                .flatMap(bed -> addresses().stream().flatMap(address -> SENDERS.stream()
                        .map(sender -> bed.explainer.explain(EmailAddress.of(address), sender))))
                .forEach(explanation -> {
                    replies.add(explanation.atRcpt().code() + " "
                            + explanation.atRcpt().status());
                    explanation.steps().forEach(step -> kinds.add(step.kind()));
                });
        assertThat(kinds).containsExactlyInAnyOrder(ExplanationStep.Kind.values());
        assertThat(replies)
                .containsAll(Stream.of(
                                Replies.RECIPIENT_OK,
                                Replies.NO_SUCH_ADDRESS,
                                Replies.NOT_OUR_DOMAIN,
                                Replies.FORWARDING_OFF,
                                Replies.ACCOUNT_DISABLED,
                                Replies.SENDER_NOT_PERMITTED,
                                Replies.OVER_QUOTA,
                                Replies.OVER_QUOTA_REJECTED,
                                Replies.CANNOT_RECEIVE_NOW,
                                Replies.CANNOT_RECEIVE,
                                Replies.ALIAS_LOOP,
                                Replies.DIRECTORY_UNAVAILABLE,
                                Replies.STORE_UNAVAILABLE)
                        .map(reply -> reply.code() + " " + reply.status())
                        .toList());
    }

    @Test
    void explainShouldGiveTheReplyOfThePolicyWhereverTheDirectoryStopsAnswering() {
        List<Doc> chain = List.of(
                alias("u1", "a@example.org", "b@example.org"),
                alias("u2", "b@example.org", "c@example.org"),
                main("u3", "c@example.org"));
        EmailAddress recipient = EmailAddress.of("a@example.org");
        for (int question = 1; question <= 12; question++) {
            ExplainBed bed = new ExplainBed(
                    PolicySettings.defaults(),
                    TestPolicies.NO_LIMITS,
                    ExplainBed.failingFrom(question, new ExplainBed.Documents(chain)),
                    Optional.empty());
            Explanation explanation = bed.explainer.explain(recipient, ReversePath.nullPath());
            boolean inForce = question > 4;
            assertThat(explanation.atRcpt())
                    .isEqualTo(inForce ? Replies.CANNOT_RECEIVE_NOW : Replies.DIRECTORY_UNAVAILABLE);
            assertThat(explanation.outage().isPresent())
                    .as("question %s", question)
                    .isEqualTo(question <= 8);
        }
    }
}
