package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Route;
import org.sealmx.james.AttemptMail;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.LeapSealing;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

class DeliverToCouchDbTest {

    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final TestKey KEY = TestKeys.curve25519();
    private static final String DATABASE = "user-u1";
    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    private final FakeCouchDb couch = new FakeCouchDb();
    private final DeliveryLedger ledger = new DeliveryLedger();
    private final DeliveryIdFactory deliveryIds =
            new DeliveryIdFactory("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        couch.database(DATABASE);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private static ReceivedMessage message(String text) {
        return ReceivedMessage.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Route route(String account) {
        return new Route(
                new AccountId(account), ALICE, false, false, at -> new CertificateEvaluation.Absent(), Route.UNNAMED);
    }

    private DeliveryLedger.Entry delivery() {
        Transaction transaction = new Transaction(
                "t1",
                ReversePath.of(EmailAddress.of("bob@example.net")),
                message("Subject: canary\r\n\r\nunencrypted\r\n"),
                new SealingShare(),
                "from localhost");
        return ledger.open(
                transaction, ALICE, new Verdict.Refuse(new Refusal(RefusalCause.UNKNOWN, Replies.NO_SUCH_ADDRESS)));
    }

    private DeliverToCouchDb mailet(String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("DeliverToCouchDb");
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        DeliverToCouchDb mailet = new DeliverToCouchDb(
                ledger, deliveryIds, new MailetFixture().policy, new CouchDbIncomingStore(client, Clock.systemUTC()));
        mailet.init(config.build());
        return mailet;
    }

    /** The reply after a new mailet has delivered a sealed message. */
    private Reply deliver(String account, String... parameters) throws MessagingException {
        return deliver(mailet(parameters), account);
    }

    /** The reply after the mailet has delivered a sealed message. */
    private Reply deliver(DeliverToCouchDb mailet, String account) throws MessagingException {
        try (DeliveryLedger.Entry entry = delivery()) {
            MailImpl mail = sealed(TestDeliveries.openRun(entry, route(account)));
            mailet.service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            return entry.reply();
        }
    }

    /** The reply after a message was sealed in the format of leap_mx and delivered. */
    private Reply deliverLeap(String... parameters) throws Exception {
        try (DeliveryLedger.Entry entry = delivery()) {
            Run run = TestDeliveries.openRun(entry, route("u1"));
            MailImpl mail = sealed(run, LeapSealing.seal(run.transaction().message(), KEY));
            mailet(parameters).service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            return entry.reply();
        }
    }

    private static MailImpl sealed(Run run) throws MessagingException {
        return sealed(run, SEALED);
    }

    private static MailImpl sealed(Run run, SealedMessage message) throws MessagingException {
        MailImpl mail = mail(run);
        run.recordSealed(message);
        AttemptMail.replace(mail, run.id(), run.sealed().orElseThrow());
        return mail;
    }

    private static MailImpl mail(Run run) throws MessagingException {
        return AttemptMail.of(
                run, run.recipient(), run.transaction().id(), run.transaction().message(), List.of());
    }

    @Test
    void serviceShouldConfirmWhenCouchDbHas() throws Exception {
        assertThat(deliver("u1")).isEqualTo(Replies.STORED);
        assertThat(deliver("u1")).isEqualTo(Replies.STORED);
        assertThat(couch.database(DATABASE).documents()).hasSize(1);
        String stored = couch.database(DATABASE).documents().toString();
        assertThat(stored)
                .contains(java.util.Base64.getEncoder()
                        .encodeToString(MailetFixture.text(SEALED).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageIsNotSealed() throws Exception {
        try (DeliveryLedger.Entry entry = delivery()) {
            Run run = TestDeliveries.openRun(entry, route("u1"));
            MailImpl mail = mail(run);
            mailet().service(mail);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
        assertThat(couch.server().requests()).isEmpty();
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageWasReplacedAfterSealing() throws Exception {
        try (DeliveryLedger.Entry entry = delivery()) {
            Run run = TestDeliveries.openRun(entry, route("u1"));
            MailImpl mail = sealed(run);
            AttemptMail.replace(mail, "another", run.transaction().message());
            mailet().service(mail);
            assertThat(entry.reply()).isEqualTo(Replies.NOT_CONFIRMED);
        }
        assertThat(couch.server().requests()).isEmpty();
    }

    @Test
    void serviceShouldStoreLeapMxsDocumentsWhenTheFormatIsThat() throws Exception {
        assertThat(deliverLeap("format", "leap")).isEqualTo(Replies.STORED);
        assertThat(deliverLeap("format", "leap")).isEqualTo(Replies.STORED);
        assertThat(couch.database(DATABASE).documents()).hasSize(1);
        assertThat(couch.database(DATABASE).documents().toString()).contains("u1db_content", "u1db_rev");
        assertThat(couch.server().requests()).allSatisfy(request -> assertThat(request.text())
                .doesNotContain("canary")
                .doesNotContain(
                        java.util.Base64.getEncoder().encodeToString("canary".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageIsSealedInAnotherFormat() throws Exception {
        assertThat(deliverLeap()).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(deliverLeap("format", "sealmx")).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(deliver("u1", "format", "leap")).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(couch.server().requests()).isEmpty();
    }

    @Test
    void serviceShouldMakeTheDatabaseOnlyWhenItMay() throws Exception {
        assertThat(deliver("u2")).isEqualTo(Replies.STORE_UNAVAILABLE);
        assertThat(deliver("u2", "create-database", "off")).isEqualTo(Replies.STORE_UNAVAILABLE);
        assertThat(couch.has("user-u2")).isFalse();
        assertThat(deliver("u2", "create-database", "on")).isEqualTo(Replies.STORED);
        assertThat(couch.database("user-u2").documents()).hasSize(1);
    }

    @Test
    void serviceShouldGiveTheReplyOfTheSituation() throws Exception {
        assertThat(deliver("Not A Name")).isEqualTo(Replies.NOT_CONFIRMED);
        for (var situation : java.util.Map.of(
                        202, Replies.STORE_UNAVAILABLE,
                        400, Replies.STORE_UNAVAILABLE,
                        401, Replies.STORE_UNAVAILABLE,
                        404, Replies.STORE_UNAVAILABLE,
                        409, Replies.STORE_UNAVAILABLE,
                        413, Replies.MESSAGE_TOO_BIG,
                        500, Replies.STORE_UNAVAILABLE,
                        503, Replies.STORE_UNAVAILABLE,
                        507, Replies.STORE_FULL)
                .entrySet()) {
            couch.fault(request -> true, (request, exchange) -> exchange.json(situation.getKey(), "[]"));
            assertThat(deliver("u1")).as(situation.toString()).isEqualTo(situation.getValue());
            couch.heal();
        }
        couch.stop();
        assertThat(deliver("u1")).isEqualTo(Replies.STORE_UNAVAILABLE);
        couch.restart();
        assertThat(deliver("u1")).isEqualTo(Replies.STORED);
    }

    @Test
    void initShouldRefuseOtherParametersAndValues() {
        assertThatThrownBy(() -> mailet("create-database", "yes"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("create-database")
                .hasMessageContaining("off or on");
        assertThatThrownBy(() -> mailet("format", "soledad"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'format' accepts sealmx or leap, not 'soledad'");
        assertThatThrownBy(() -> mailet("database", "x"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("create-database");
        assertThatThrownBy(() -> mailet("create-database", "on", "createDatabase", "on"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("'create-database' and 'createDatabase' are the same");
    }

    @Test
    void initShouldWarnOfTheEarlierNameOfAParameterAndGoByIt() throws Exception {
        try (LogCapture log = new LogCapture(DeliverToCouchDb.class)) {
            assertThat(deliver("u3", "createDatabase", "on")).isEqualTo(Replies.STORED);
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("'createDatabase' is called 'create-database' now");
            assertThat(deliver("u4", "create-database", "on")).isEqualTo(Replies.STORED);
            assertThat(log.messages(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void outageShouldBeTwoLinesInTheLogHoweverManyMessagesWait() throws Exception {
        DeliverToCouchDb mailet = mailet();
        try (LogCapture log = new LogCapture(DeliverToCouchDb.class)) {
            couch.fault(request -> true, (request, exchange) -> exchange.reset());
            for (int i = 0; i < 100; i++) {
                assertThat(deliver(mailet, "u1")).isEqualTo(Replies.STORE_UNAVAILABLE);
            }
            couch.heal();
            assertThat(deliver(mailet, "u1")).isEqualTo(Replies.STORED);
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            assertThat(log.messages(Level.INFO)).singleElement().asString().contains("100 failures");
        }
    }

    @Test
    void faultOfOneMessageShouldBeALineOfItsOwn() throws Exception {
        DeliverToCouchDb mailet = mailet();
        try (LogCapture log = new LogCapture(DeliverToCouchDb.class)) {
            for (String account : List.of("gone1", "gone2", "gone3")) {
                assertThat(deliver(mailet, account)).isEqualTo(Replies.STORE_UNAVAILABLE);
            }
            assertThat(log.messages(Level.ERROR)).hasSize(3);
        }
    }
}
