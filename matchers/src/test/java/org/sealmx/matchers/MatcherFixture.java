package org.sealmx.matchers;

import static org.sealmx.delivery.TestDeliveries.route;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.test.FakeMail;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.SenderRule;
import org.sealmx.james.AttemptAttribute;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.smtp.EmailAddress;

/** A ledger, and a policy with a directory that has one recipient for each cause of a refusal. */
final class MatcherFixture {

    static final String RECIPIENT = "alice@example.org";

    private static final TestKey KEY = TestKeys.curve25519();
    private static final CertificateSource USABLE = KEY::evaluate;

    final Route good = route("good@example.org", USABLE);
    final Route overQuota = new Route(good.account(), good.mailbox(), false, true, USABLE, Route.UNNAMED);
    final Route remote =
            new Route(good.account(), EmailAddress.of("far@example.net"), true, false, USABLE, Route.UNNAMED);
    final Route withoutCertificate = route("nokey@example.org", at -> new CertificateEvaluation.Absent());
    final Route expired =
            route("expired@example.org", at -> new CertificateEvaluation.Expired("f0f0", TestKeys.EXPIRED));

    final DeliveryLedger ledger = new DeliveryLedger();
    private final RecipientPolicy policy = TestPolicies.of(
            new ScriptedDirectory()
                    .routes("good@example.org", good)
                    .routes("full@example.org", overQuota)
                    .routes("remote@example.org", remote)
                    .routes("nokey@example.org", withoutCertificate)
                    .answer("disabled@example.org", new Resolution.Blocked(BlockReason.DISABLED))
                    .answer(
                            "closed@example.org",
                            new Resolution.Routes(
                                    List.of(good), List.of(), new SenderRule(List.of("friend@example.org")))),
            PolicySettings.defaults(),
            Clock.fixed(TestKeys.NOW, ZoneOffset.UTC));

    /** The delivery to an address of the directory. */
    Delivery delivery(String recipient) {
        var transaction = TestDeliveries.transaction();
        EmailAddress address = EmailAddress.of(recipient);
        return ledger.open(transaction, address, policy.atData(transaction.sender(), address))
                .delivery();
    }

    /** The run along a route, with the decision of a policy that forwards nothing. */
    Run run(Route route) {
        return ledger.findEntry(delivery("good@example.org").id())
                .orElseThrow()
                .openRun(TestPolicies.decision(route, TestKeys.NOW, PolicySettings.defaults(), TestPolicies.NO_LIMITS));
    }

    /** The recipients that a matcher matches in the mail of this attempt. */
    static Collection<MailAddress> match(Matcher matcher, Attempt attempt) throws MessagingException {
        return matcher.match(FakeMail.builder()
                .name("mail")
                .recipient(RECIPIENT)
                .attribute(AttemptAttribute.of(attempt))
                .build());
    }
}
