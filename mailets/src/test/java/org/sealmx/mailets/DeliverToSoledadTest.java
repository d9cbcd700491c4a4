package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.http.HttpSettings;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.LeapSealing;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.soledad.SoledadClient;
import org.sealmx.soledad.SoledadToken;

class DeliverToSoledadTest {

    private static final String ALICE = "alice@example.org";

    private final MailetFixture fixture = new MailetFixture();
    private volatile int status = 200;
    private ScriptedServer soledad;
    private SoledadClient client;

    @BeforeEach
    void open() throws Exception {
        soledad = ScriptedServer.start(
                (request, exchange) -> exchange.json(status, status == 200 ? "{\"success\": true}" : "{}"));
        client = SoledadClient.open(new HttpSettings(
                List.of(soledad.uri()),
                SoledadToken.environment(Map.of("T", "secret"), "T"),
                Optional.empty(),
                TestClients.LONG,
                4,
                64 * 1024));
    }

    @AfterEach
    void close() {
        client.close();
        soledad.close();
    }

    private DeliverToSoledad mailet(RecipientPolicy policy, String... parameters) throws MessagingException {
        return MailetFixture.configured(
                new DeliverToSoledad(fixture.ledger, fixture.deliveryIds, policy, new SoledadIncomingStore(client, "")),
                parameters);
    }

    private Reply deliver(RecipientPolicy policy, String userId, String... sealing) throws MessagingException {
        try (DeliveryLedger.Entry entry = fixture.open(ALICE)) {
            Run run = TestDeliveries.openRun(
                    entry,
                    new Route(
                            new AccountId(userId),
                            EmailAddress.of(ALICE),
                            false,
                            false,
                            MailetFixture.ALICES_KEY::evaluate,
                            Route.UNNAMED));
            MailImpl mail = MailetFixture.mail(run);
            if (sealing.length > 0) {
                MailetFixture.configured(fixture.encryptForRecipient(), sealing).service(mail);
            }
            mailet(policy).service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
            return entry.reply();
        }
    }

    private Reply deliver() throws MessagingException {
        return deliver(fixture.policy, "u1", "format", "leap");
    }

    @Test
    void serviceShouldConfirmWhenSoledadHas() throws MessagingException {
        assertThat(deliver()).isEqualTo(Replies.STORED);
        ScriptedServer.Request request = soledad.requests().get(0);
        assertThat(request.path()).matches("/incoming/u1/[0-9a-f]{64}");
        assertThat(LeapSealing.content(request.text(), MailetFixture.ALICES_KEY))
                .contains("canary");
        assertThat(request.path() + request.headers() + request.text()).doesNotContain("canary", "secret");
    }

    @Test
    void serviceShouldStoreNothingWhenTheMessageIsNotSealedInTheFormat() throws MessagingException {
        assertThat(deliver(fixture.policy, "u1")).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(deliver(fixture.policy, "u1", "format", "mime")).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(deliver(fixture.policy, "..", "format", "leap")).isEqualTo(Replies.NOT_CONFIRMED);
        assertThat(soledad.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 250 2.6.0", "409, 250 2.6.0", "201, 451 4.3.0", "400, 451 4.3.0", "401, 451 4.3.0", "403, 451 4.3.0",
        "404, 451 4.3.0", "412, 451 4.3.0", "413, 552 5.3.4", "500, 451 4.3.0", "503, 451 4.3.0", "507, 452 4.2.2"
    })
    void serviceShouldGiveTheReplyOfTheSituation(int answer, String reply) throws MessagingException {
        status = answer;
        assertThat(deliver().toString()).startsWith(reply);
    }

    @Test
    void serviceShouldDeferWhenSoledadIsNotThere() throws MessagingException {
        soledad.close();
        assertThat(deliver()).isEqualTo(Replies.STORE_UNAVAILABLE);
    }

    @Test
    void serviceShouldGiveThePolicysReplyWhenTheAccountIsOverQuota() throws MessagingException {
        PolicySettings defaults = PolicySettings.defaults();
        status = 507;
        RecipientPolicy rejecting = fixture.policy(
                new PolicySettings(defaults.noCertificate(), PolicySettings.Response.REJECT, defaults.probeSenders()));
        assertThat(deliver(rejecting, "u1", "format", "leap")).isEqualTo(Replies.OVER_QUOTA_REJECTED);
    }

    @Test
    void initShouldRefuseParameters() {
        assertThatThrownBy(() -> mailet(fixture.policy, "format", "leap"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("accepts none");
    }
}
