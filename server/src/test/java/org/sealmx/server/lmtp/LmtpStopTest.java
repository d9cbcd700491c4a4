package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealmx.smtp.Replies;

/** What clients hear when the server is stopped. */
class LmtpStopTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String STOPPING = "421 4.3.2 The server is being stopped, try again later";

    private final CountDownLatch inStore = new CountDownLatch(1);
    private final CountDownLatch stored = new CountDownLatch(1);

    /** A server whose store takes a message of Bob when {@link #stored} says so. */
    private LmtpFixture server() {
        LmtpFixture fixture = new LmtpFixture();
        fixture.processor.on("bob@example.org", entry -> {
            inStore.countDown();
            await(stored);
            ScriptedProcessor.store(entry);
        });
        return fixture;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Thread stopping(LmtpFixture fixture, Duration longest) {
        Thread thread = new Thread(() -> fixture.stop(longest), "stop");
        thread.start();
        return thread;
    }

    @Test
    void clientShouldHearItWhenItHasNoTransaction() throws Exception {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted()) {
            Thread stop = stopping(fixture, LONG);

            assertThat(client.reply()).isEqualTo(STOPPING);
            assertThat(client.reply()).as("the end").isEmpty();
            stop.join();
        }
    }

    @Test
    void clientShouldGetItsReplyAndThenHearItWhenItsMessageIsBeingStored() throws Exception {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted();
                Dialogue idle = fixture.greeted()) {
            client.begin("bob@example.org");
            client.write("text\r\n.\r\nMAIL FROM:<>\r\n");
            await(inStore);
            Thread stop = stopping(fixture, LONG);
            assertThat(idle.reply()).isEqualTo(STOPPING);
            stored.countDown();

            assertThat(client.reply()).isEqualTo(Replies.STORED.toString());
            assertThat(client.reply()).isEqualTo(STOPPING);
            assertThat(client.reply()).as("the end").isEmpty();
            stop.join();
        }
    }

    /** Its transaction began before, so it may be finished, in all of its commands. */
    @Test
    void clientShouldFinishItsTransactionWhenItHasOnlyBegun() throws Exception {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted();
                Dialogue idle = fixture.greeted()) {
            client.command("MAIL FROM:<sender@example.com>");
            Thread stop = stopping(fixture, LONG);
            assertThat(idle.reply()).isEqualTo(STOPPING);

            assertThat(client.command("RCPT TO:<alice@example.org>")).startsWith("250 ");
            assertThat(client.command("DATA")).startsWith("354 ");
            client.write("text\r\n.\r\n");
            assertThat(client.reply()).isEqualTo(Replies.STORED.toString());
            assertThat(client.reply()).isEqualTo(STOPPING);
            stop.join();
        }
    }

    @Test
    void clientShouldBeRefusedWhenItConnectsMeanwhile() throws Exception {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted();
                Dialogue idle = fixture.greeted()) {
            client.command("MAIL FROM:<>");
            Thread stop = stopping(fixture, LONG);
            assertThat(idle.reply()).isEqualTo(STOPPING);

            try (Dialogue another = fixture.connect()) {
                assertThat(another.reply()).isEqualTo(STOPPING);
                assertThat(another.reply()).as("the end").isEmpty();
            }
            assertThat(client.command("RSET")).startsWith("250 ");
            assertThat(client.reply()).isEqualTo(STOPPING);
            stop.join();
        }
    }

    /** What is being stored has its reply, and then the connection ends; a stop does not wait for it. */
    @Test
    void connectionShouldEndAfterItsReplyWhenTheTimeIsOver() throws IOException {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted()) {
            client.begin("bob@example.org");
            client.write("text\r\n.\r\n");
            await(inStore);
            fixture.stop(Duration.ZERO);
            stored.countDown();
            assertThat(client.reply()).isEqualTo(Replies.STORED.toString());
            assertThat(client.reply()).isEqualTo(STOPPING);
            assertThat(client.reply()).as("the end").isEmpty();
        } finally {
            stored.countDown();
        }
    }

    @Test
    void connectionShouldEndWithoutReplyWhenTheTimeIsOverWithinTheData() throws IOException {
        try (LmtpFixture fixture = server();
                Dialogue client = fixture.greeted()) {
            client.begin("bob@example.org");
            client.write("te");
            fixture.stop(Duration.ZERO);
            assertThat(client.reply()).as("the end").isEmpty();
        }
    }
}
