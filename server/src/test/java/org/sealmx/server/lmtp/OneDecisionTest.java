package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;

/**
 * How often a delivery asks the directory and the certificates, through the LMTP server, James' processors and the
 * shipped chain.
 */
class OneDecisionTest {

    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";
    private static final String CAROL = "carol@example.org";
    private static final String TEAM = "team@example.org";
    private static final TestKey KEY = TestKeys.curve25519();
    private static final CertificateEvaluation EXPIRED = new CertificateEvaluation.Expired("f0f0", TestKeys.NOW);

    private final Counting directory = new Counting();
    private final Map<String, List<Instant>> evaluations = new ConcurrentHashMap<>();
    private ChainedServer server;
    private Dialogue client;

    @BeforeEach
    void start() throws Exception {
        server = new ChainedServer(directory, Clock.fixed(TestKeys.NOW, ZoneOffset.UTC));
        List.of("alice", "bob").forEach(account -> server.couch.database("user-" + account));
        client = server.greeted();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    /** The directory, which counts the questions to it. */
    private static final class Counting implements RecipientDirectory {

        private final ScriptedDirectory answers = new ScriptedDirectory();
        private final AtomicInteger questions = new AtomicInteger();

        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            questions.incrementAndGet();
            return answers.resolve(recipient);
        }

        @Override
        public void close() {
            answers.close();
        }
    }

    /**
     * A route whose certificates count how often they are judged. They give one answer after another, and repeat the
     * last.
     */
    @SuppressWarnings("Immutable") // counts the questions
    private Route route(String mailbox, CertificateSource... answers) {
        List<Instant> asked = new CopyOnWriteArrayList<>();
        evaluations.put(mailbox, asked);
        return TestDeliveries.route(mailbox, at -> {
            asked.add(at);
            return answers[Math.min(asked.size(), answers.length) - 1].evaluate(at);
        });
    }

    private int evaluations(String mailbox) {
        return evaluations.getOrDefault(mailbox, List.of()).size();
    }

    private int stored(String account) {
        return server.couch.database("user-" + account).documents().size();
    }

    /** The reply to RCPT, in a new transaction. */
    private String rcpt(String recipient) throws IOException {
        client.command("RSET");
        client.command("MAIL FROM:<sender@example.com>");
        return client.command("RCPT TO:<" + recipient + ">");
    }

    /** The reply after DATA, for the recipient that was accepted. */
    private String data() throws IOException {
        client.command("DATA");
        client.write("Subject: canary\r\n\r\ncanary\r\n.\r\n");
        return client.reply();
    }

    @Test
    void deliveryShouldCostOneResolutionAndOneEvaluationAtRcptAndAgainAtData() throws IOException {
        directory.answers.routes(ALICE, route(ALICE, KEY::evaluate));

        assertThat(rcpt(ALICE)).startsWith("250 2.1.5");
        assertThat(directory.questions).hasValue(1);
        assertThat(evaluations(ALICE)).isEqualTo(1);

        assertThat(data()).startsWith("250 2.6.0");
        assertThat(directory.questions).hasValue(2);
        assertThat(evaluations(ALICE)).isEqualTo(2);
        assertThat(stored("alice")).isEqualTo(1);
    }

    /** Every matcher of the chain looks at every destination, and none of them asks again. */
    @Test
    void aliasShouldCostOneResolutionAndOneEvaluationOfEachDestination() throws IOException {
        directory.answers.routes(
                TEAM, route(ALICE, KEY::evaluate), route(CAROL, at -> EXPIRED), route(BOB, KEY::evaluate));

        assertThat(rcpt(TEAM)).startsWith("250 2.1.5");
        assertThat(data()).startsWith("250 2.6.0");

        assertThat(directory.questions).hasValue(2);
        assertThat(List.of(ALICE, BOB, CAROL))
                .allSatisfy(mailbox -> assertThat(evaluations(mailbox)).isEqualTo(2));
        assertThat(List.of(stored("alice"), stored("bob"))).containsOnly(1);
    }

    @Test
    void refusalAfterDataShouldCostNoMore() throws IOException {
        directory.answers.routes(CAROL, route(CAROL, KEY::evaluate, at -> EXPIRED, KEY::evaluate));

        assertThat(rcpt(CAROL)).startsWith("250 2.1.5");
        assertThat(data()).as("what has changed since RCPT counts").startsWith("450 4.7.5");
        assertThat(directory.questions).hasValue(2);
        assertThat(evaluations(CAROL)).isEqualTo(2);
    }

    /** One instant decides, whatever happens to the certificate while the mail passes through the processors. */
    @Test
    void certificateThatExpiresUnderWayShouldBeJudgedAtOneInstant() throws IOException {
        directory.answers.routes(ALICE, route(ALICE, KEY::evaluate, KEY::evaluate, at -> EXPIRED));

        assertThat(rcpt(ALICE)).startsWith("250 2.1.5");
        assertThat(data()).startsWith("250 2.6.0");
        assertThat(stored("alice")).isEqualTo(1);
        assertThat(rcpt(ALICE)).startsWith("450 4.7.5");
    }
}
