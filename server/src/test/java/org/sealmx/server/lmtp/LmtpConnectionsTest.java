package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.server.lmtp.step.LmtpSession;
import org.sealmx.server.lmtp.step.LmtpTransaction;
import org.sealmx.server.lmtp.step.RecipientStep;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** Connections and their threads. */
class LmtpConnectionsTest {

    /** More connections than James has I/O threads on a machine with eight cores. */
    private static final int HANGING = 17;

    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    /** Records the thread on which a connection's commands run. */
    private final class ThreadNoted implements RecipientStep {
        @Override
        public Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
            threads.add(Thread.currentThread());
            return Optional.empty();
        }
    }

    private final LmtpFixture fixture = new LmtpFixture(new ThreadNoted());

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread noted() throws InterruptedException {
        return Optional.ofNullable(threads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow();
    }

    /** Waits until a new connection gets the thread. */
    private void awaitFree(Thread thread) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Thread next;
        do {
            try (Dialogue client = fixture.greeted()) {
                client.command("MAIL FROM:<>");
                client.command("RCPT TO:<alice@example.org>");
                next = noted();
            }
            assertThat(System.nanoTime()).as("the time").isLessThan(limit);
        } while (next != thread);
    }

    @Test
    void serverShouldServeAnotherConnectionWhenManyWaitForTheirStore() throws IOException {
        CountDownLatch entered = new CountDownLatch(HANGING);
        CountDownLatch released = new CountDownLatch(1);
        fixture.processor.on("alice@example.org", entry -> {
            entered.countDown();
            await(released);
            ScriptedProcessor.store(entry);
        });
        List<Dialogue> hanging = new ArrayList<>();
        for (int i = 0; i < HANGING; i++) {
            Dialogue client = fixture.greeted();
            hanging.add(client);
            client.begin("alice@example.org");
            client.write("text\r\n.\r\n");
        }
        await(entered);

        try (Dialogue another = fixture.greeted()) {
            assertThat(another.send("text", "bob@example.org")).containsExactly(Replies.STORED.toString());
        }
        released.countDown();
        for (Dialogue client : hanging) {
            assertThat(client.reply()).isEqualTo(Replies.STORED.toString());
            client.close();
        }
    }

    @Test
    void connectionShouldHaveAThreadOfItsOwnWhenThereAreTwo() throws IOException, InterruptedException {
        try (Dialogue first = fixture.greeted();
                Dialogue second = fixture.greeted()) {
            first.send("text", "alice@example.org");
            first.send("text", "alice@example.org");
            second.send("text", "alice@example.org");

            Thread ofFirst = noted();
            assertThat(noted()).isSameAs(ofFirst);
            assertThat(noted()).isNotSameAs(ofFirst);
        }
    }

    @Test
    void threadShouldServeTheNextConnectionWhenTheClientQuits() throws IOException, InterruptedException {
        try (Dialogue client = fixture.greeted()) {
            client.send("text", "alice@example.org");
            client.command("QUIT");

            awaitFree(noted());
        }
    }

    @Test
    void threadAndBytesShouldBeGivenBackWhenTheClientGoesAwayWithinTheData() throws IOException, InterruptedException {
        try (Dialogue client = fixture.greeted()) {
            client.begin("alice@example.org");
            client.write("half a mess");
        }

        awaitFree(noted());
        assertThat(fixture.processor.messages()).isEmpty();
        assertThat(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT)).isTrue();
    }

    @Test
    void threadAndBytesShouldBeGivenBackWhenTheClientGoesAwayWhileItsMessageIsProcessed()
            throws IOException, InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        fixture.processor.on("alice@example.org", entry -> {
            entered.countDown();
            await(released);
            ScriptedProcessor.store(entry);
        });
        try (Dialogue client = fixture.greeted()) {
            client.begin("alice@example.org");
            client.write("text\r\n.\r\n");
            await(entered);
        }
        released.countDown();

        awaitFree(noted());
        assertThat(fixture.ledger.size()).isZero();
        assertThat(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT)).isTrue();
    }

    @Test
    void serverShouldProcessBothWhenTwoConnectionsSendAtOnce() throws IOException {
        try (Dialogue first = fixture.greeted();
                Dialogue second = fixture.greeted()) {
            first.begin("alice@example.org");
            second.begin("bob@example.org");
            first.write("fir");
            second.write("second\r\n.\r\n");
            assertThat(second.reply()).isEqualTo(Replies.STORED.toString());
            first.write("st\r\n.\r\n");

            assertThat(first.reply()).isEqualTo(Replies.STORED.toString());
            assertThat(fixture.processor.messages()).containsExactly("second\r\n", "first\r\n");
        }
    }
}
