package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.LogCapture;
import org.sealmx.smtp.Replies;

/** Too many clients, clients that fall silent, and clients that break off. */
class LmtpLimitsTest {

    private static final int CONNECTIONS = 3;
    private static final String TOO_MANY = "421 4.3.2 Too many connections, try again later";

    @Test
    void clientShouldHearThatThereAreTooManyWhenOneMoreConnects() throws IOException {
        try (LmtpFixture fixture = new LmtpFixture(LmtpFixture.DATA_IDLE, CONNECTIONS)) {
            List<Dialogue> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(fixture.greeted());
            }
            try (Dialogue another = fixture.connect()) {
                assertThat(another.reply()).isEqualTo(TOO_MANY);
                assertThat(another.reply()).as("the end").isEmpty();
            }
            for (Dialogue client : clients) {
                assertThat(client.send("text", "alice@example.org")).containsExactly(Replies.STORED.toString());
                client.close();
            }
        }
    }

    @Test
    void clientShouldBeServedWhenAnotherHasGoneAndMoreWereRefused() throws IOException {
        try (LmtpFixture fixture = new LmtpFixture(LmtpFixture.DATA_IDLE, 1)) {
            Dialogue first = fixture.greeted();
            for (int i = 0; i < 5; i++) {
                try (Dialogue refused = fixture.connect()) {
                    assertThat(refused.reply()).isEqualTo(TOO_MANY);
                }
            }
            first.command("QUIT");
            assertThat(first.reply()).as("the end").isEmpty();

            String greeting = TOO_MANY;
            while (greeting.equals(TOO_MANY)) { // the server may notice the end of the first connection a little later
                try (Dialogue next = fixture.connect()) {
                    greeting = next.reply();
                }
            }
            assertThat(greeting).startsWith("220 ");
        }
    }

    @Test
    void clientShouldBeToldAndItsBytesGivenBackWhenItsMessageStops() throws IOException {
        try (LmtpFixture fixture = new LmtpFixture(Duration.ofMillis(200), CONNECTIONS);
                Dialogue client = fixture.greeted()) {
            client.begin("alice@example.org");
            client.write("half a mess");

            assertThat(client.reply()).isEqualTo("421 4.4.2 The message stopped coming, closing the connection");
            assertThat(client.reply()).as("the end").isEmpty();
            assertThat(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT))
                    .isTrue();
            assertThat(fixture.processor.messages()).isEmpty();
        }
    }

    @Test
    void logShouldHoldNoErrorWhenClientsResetTheirConnections() throws IOException {
        try (LogCapture netty = new LogCapture("io.netty.util.concurrent");
                LogCapture james = new LogCapture("org.apache.james.protocols")) {
            resetMany();

            assertThat(netty.messages(Level.ERROR)).isEmpty();
            assertThat(james.messages(Level.ERROR)).isEmpty();
        }
    }

    private static void resetMany() throws IOException {
        try (LmtpFixture fixture = new LmtpFixture(LmtpFixture.DATA_IDLE, 200)) {
            for (int i = 0; i < 50; i++) {
                Dialogue client = fixture.greeted();
                client.begin("alice@example.org");
                client.write("x".repeat(100 * i));
                client.reset();
                Dialogue pipelining = fixture.greeted();
                pipelining.write("NOOP\r\n".repeat(1_000));
                pipelining.reset();
            }
            try (Dialogue last = fixture.greeted()) {
                last.command("QUIT");
            }
        }
    }
}
