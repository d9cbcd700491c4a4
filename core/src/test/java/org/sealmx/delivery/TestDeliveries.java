package org.sealmx.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.Decision;
import org.sealmx.policy.TestPolicies;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Messages and routes for tests. */
public final class TestDeliveries {

    /** The envelope sender of every transaction made here. */
    public static final ReversePath SENDER = ReversePath.of(EmailAddress.of("sender@example.com"));

    /** The recipient of the messages. */
    public static final EmailAddress ALICE = EmailAddress.of("alice@example.org");

    /** An unencrypted message, with a word in its subject and its body that must never appear anywhere else. */
    public static final String MESSAGE = String.join(
            "\r\n",
            "From: Sender <sender@example.com>",
            "To: alice@example.org",
            "Subject: canary",
            "",
            "canary  ",
            "\tgr\u00fc\u00dfe",
            "");

    private TestDeliveries() {}

    /** A transaction of {@link #MESSAGE}. */
    public static Transaction transaction() {
        return transaction(SENDER, MESSAGE);
    }

    /** A transaction with its own id. */
    public static Transaction transaction(ReversePath sender, String message) {
        return new Transaction(
                UUID.randomUUID().toString(),
                sender,
                ReceivedMessage.of(message.getBytes(UTF_8)),
                new SealingShare(),
                "from client.example by server.example with LMTP; Mon, 3 Mar 2025 10:00:00 +0000");
    }

    /** A local route without any certificate. */
    public static Route route(String mailbox) {
        return route(mailbox, at -> new CertificateEvaluation.Absent());
    }

    /** A local route. */
    public static Route route(String mailbox, CertificateSource certificates) {
        EmailAddress address = EmailAddress.of(mailbox);
        return new Route(new AccountId(address.localPart()), address, false, false, certificates, Route.UNNAMED);
    }

    /** A route of the same account to an address at another domain. */
    public static Route remote(Route route, String address) {
        return new Route(route.account(), EmailAddress.of(address), true, false, route.certificates(), Route.UNNAMED);
    }

    /** The policy's decision on a route for which a copy can be sealed, with the keys of a test. */
    public static Decision decision(Route route) {
        return TestPolicies.decision(route, TestKeys.NOW);
    }

    /** A run along a route, with the policy's decision on it. */
    public static Run openRun(DeliveryLedger.Entry entry, Route route) {
        return entry.openRun(decision(route));
    }

    /** The policy's verdict when mail may go along these routes. */
    public static Verdict.Accept accept(Route... routes) {
        return new Verdict.Accept(
                Stream.of(routes).map(TestDeliveries::decision).toList(), List.of());
    }

    /**
     * Works on several recipients at the same time.
     *
     * @param places how many at once
     */
    public static Together together(int places) {
        ProcessingRoom room = new ProcessingRoom(places, 1L << 40, Duration.ZERO);
        assertThat(room.enter(1)).isPresent();
        return new Together(room, task -> new Thread(task, "recipient").start());
    }
}
