package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.mailet.Mailet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.http.HttpSettings;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RandomAddresses;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;
import org.sealmx.soledad.SoledadClient;
import org.sealmx.soledad.SoledadToken;

/**
 * Mail for every address that MAIL and RCPT accept reaches the store: none waits in the queue for days and then
 * bounces.
 */
class EveryAddressTest {

    private static final int BY_CHANCE = 60;

    @TempDir
    Path folder;

    private final MailetFixture fixture = new MailetFixture();
    private RecipientPolicy policy = fixture.policy;

    /** A store, and the sealing parameters for it. */
    private record Chain(StoreNames names, Mailet deliver, List<String> sealing) {
        Chain(StoreNames names, Mailet deliver, String... sealing) {
            this(names, deliver, List.of(sealing));
        }
    }

    private void requireEveryAddress(Chain chain) throws Exception {
        policy = TestPolicies.of(
                fixture.directory,
                LocalDomains.of(List.of("example.org")),
                PolicySettings.defaults(),
                MailetFixture.CLOCK,
                new ChainLimits(chain.names(), TestPolicies.NO_LIMITS.certificates()));
        long seed = new SecureRandom().nextLong();
        RandomAddresses addresses = new RandomAddresses(seed);
        List<EmailAddress> senders = addresses.anywhere(BY_CHANCE);
        List<EmailAddress> recipients = addresses.in("example.org", BY_CHANCE);
        for (int i = 0; i < Math.max(senders.size(), recipients.size()); i++) {
            EmailAddress sender = senders.get(i % senders.size());
            EmailAddress recipient = recipients.get(i % recipients.size());
            Reply expected =
                    chain.names().problemWith(recipient).isPresent() ? Replies.NO_SUCH_ADDRESS : Replies.STORED;
            assertThat(atRcpt(recipient)).as("RCPT TO:<%s>", recipient).isEqualTo(expected.code());
            assertThat(deliver(chain, ReversePath.of(sender), recipient))
                    .as("from %s to %s, seed %s", sender, recipient, seed)
                    .isEqualTo(expected);
        }
    }

    private int atRcpt(EmailAddress recipient) {
        fixture.directory.routes(recipient.toString(), routeTo(recipient));
        Verdict verdict = policy.atRcpt(ReversePath.nullPath(), recipient);
        return verdict instanceof Verdict.Refuse refuse
                ? refuse.refusal().reply().code()
                : Replies.RECIPIENT_OK.code();
    }

    private static Route routeTo(EmailAddress recipient) {
        return new Route(
                new AccountId("u1"), recipient, false, false, MailetFixture.ALICES_KEY::evaluate, Route.UNNAMED);
    }

    private Reply deliver(Chain chain, ReversePath sender, EmailAddress recipient) throws Exception {
        fixture.directory.routes(recipient.toString(), routeTo(recipient));
        Transaction transaction = TestDeliveries.transaction(sender, TestDeliveries.MESSAGE);
        Mailet seal = MailetFixture.configured(
                fixture.encryptForRecipient(new SecureRandom()), chain.sealing().toArray(String[]::new));
        MailProcessor sealing = mail -> {
            seal.service(mail);
            chain.deliver().service(mail);
        };
        Mailet resolve = MailetFixture.configured(
                new ResolveAliases(fixture.ledger, () -> sealing, TestDeliveries.together(1), new ForwardLoops(50)));
        try (DeliveryLedger.Entry entry =
                fixture.ledger.open(transaction, recipient, policy.atData(transaction.sender(), recipient))) {
            resolve.service(MailetFixture.mail(entry.delivery(), transaction));
            return entry.reply();
        }
    }

    @Test
    void everyAddressShouldReachAJamesMailboxOrBeRefusedAtRcpt() throws Exception {
        try (FileDeliveryJournal journal = FileDeliveryJournal.open(folder.resolve("journal"), 10_000, false)) {
            JamesMailboxStore store = new MemoryMailboxes().store();
            requireEveryAddress(new Chain(
                    new JamesMailboxNames(),
                    MailetFixture.configured(new DeliverToMailbox(
                            fixture.ledger, fixture.deliveryIds, fixture.policy, new JournaledStore(journal, store)))));
        }
    }

    @Test
    void everyAddressShouldReachCouchDb() throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        couch.database("user-u1");
        try (CouchDbClient client =
                TestClients.of(TestClients.LONG, couch.server().uri())) {
            requireEveryAddress(new Chain(
                    StoreNames.any(),
                    MailetFixture.configured(new DeliverToCouchDb(
                            fixture.ledger,
                            fixture.deliveryIds,
                            fixture.policy,
                            new CouchDbIncomingStore(client, Clock.systemUTC())))));
        } finally {
            couch.close();
        }
    }

    @Test
    void everyAddressShouldReachSoledad() throws Exception {
        ScriptedServer soledad = ScriptedServer.start((request, exchange) -> exchange.json(200, "{\"success\": true}"));
        try (SoledadClient client = SoledadClient.open(new HttpSettings(
                List.of(soledad.uri()),
                SoledadToken.environment(Map.of("T", "secret"), "T"),
                Optional.empty(),
                TestClients.LONG,
                4,
                64 * 1024))) {
            requireEveryAddress(new Chain(
                    StoreNames.any(),
                    MailetFixture.configured(new DeliverToSoledad(
                            fixture.ledger, fixture.deliveryIds, policy, new SoledadIncomingStore(client, ""))),
                    "format",
                    "leap"));
        } finally {
            soledad.close();
        }
    }

    @Test
    void storeShouldRefuseWhatItCanHaveNoNameForWhenItIsAskedNevertheless() throws Exception {
        try (FileDeliveryJournal journal = FileDeliveryJournal.open(folder.resolve("journal"), 10, false)) {
            JamesMailboxStore store = new MemoryMailboxes().store();
            Chain withoutNames = new Chain(
                    StoreNames.any(),
                    MailetFixture.configured(new DeliverToMailbox(
                            fixture.ledger, fixture.deliveryIds, fixture.policy, new JournaledStore(journal, store))));

            assertThat(deliver(withoutNames, ReversePath.nullPath(), EmailAddress.of("r&d@example.org")))
                    .isEqualTo(Replies.NO_SUCH_ADDRESS);
        }
    }
}
