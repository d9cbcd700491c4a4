package org.sealmx.it.bench.scaling;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.sealmx.it.harness.SealMxServer;

/**
 * Messages that come when they come, however the nodes are doing (an open load, with random gaps). What is deferred is
 * tried again after a second, then two, up to eight, until it is taken; Postfix waits for minutes.
 */
final class OpenLoad {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(8);

    private final byte[] body;
    private final int connections;
    private final List<SealMxServer> nodes;
    private final Supplier<String> recipients;
    private final DelayQueue<Letter> queue = new DelayQueue<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger deferred = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<String> messageIds = new ArrayList<>();
    private final List<Double> replies = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private long lastTaken;

    /**
     * @param octets the size of a message
     * @param connections to each node, at most
     * @param nodes those that the sender knows; the list may change while it sends
     * @param recipients the address of the next
     */
    OpenLoad(int octets, int connections, List<SealMxServer> nodes, Supplier<String> recipients) {
        this.body = body(octets);
        this.connections = connections;
        this.nodes = nodes;
        this.recipients = recipients;
    }

    /** What happens in the midst of the load. */
    @FunctionalInterface
    interface Event {

        /** For an undisturbed load. */
        Event NONE = () -> {};

        void happen() throws Exception;
    }

    /**
     * Sends for a while, and goes on until everything is taken or refused.
     *
     * @param event happens after a third of the time, on the caller's thread
     * @param patience how long to go on after the time is over
     */
    Tally send(double perSecond, Duration time, Event event, Duration patience) throws Exception {
        long begin = System.nanoTime();
        plan(begin, perSecond, time);
        return deliver(begin, time, event, patience);
    }

    /** Sends so many messages as fast as they are taken. */
    Tally burst(int messages, Duration patience) throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            add(begin);
        }
        return deliver(begin, Duration.ZERO, Event.NONE, patience);
    }

    private Tally deliver(long begin, Duration time, Event event, Duration patience) throws Exception {
        int sent = queue.size();
        left.set(sent);
        lastTaken = begin;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> couriers = new ArrayList<>();
            for (int i = 0; i < connections * nodes.size(); i++) {
                long seed = i;
                couriers.add(threads.submit(() -> work(seed)));
            }
            sleepUntil(begin + time.toNanos() / 3);
            event.happen();
            long end = begin + time.plus(patience).toNanos();
            for (Future<?> courier : couriers) {
                courier.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException e) {
            // what still waits is in the tally
            left.set(0);
        } finally {
            threads.shutdownNow();
        }
        return tally(sent, begin);
    }

    private void plan(long begin, double perSecond, Duration time) {
        Random gaps = new Random(1);
        for (double at = 0; at < time.toNanos() / 1e9; at += -Math.log(1 - gaps.nextDouble()) / perSecond) {
            add(begin + (long) (at * 1e9));
        }
    }

    private void add(long due) {
        queue.add(new Letter(NUMBER.incrementAndGet(), recipients.get(), due, due));
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    private void work(long seed) {
        try (Courier courier = new Courier(body, nodes, seed)) {
            while (left.get() > 0) {
                Letter letter = queue.poll(100, TimeUnit.MILLISECONDS);
                if (letter != null) {
                    judge(letter, courier.deliver(letter), courier.dot());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Letter letter, int code, long dot) {
        long now = System.nanoTime();
        if (code == 250) {
            synchronized (this) {
                messageIds.add(letter.messageId());
                replies.add((now - dot) / 1e6);
                waits.add((now - letter.planned()) / 1e6);
                lastTaken = now;
            }
            left.decrementAndGet();
        } else if (code >= 500) {
            refused.incrementAndGet();
            left.decrementAndGet();
        } else {
            deferred.incrementAndGet();
            long age = now - letter.planned();
            queue.add(letter.later(Math.min(LAST_RETRY, Math.max(FIRST_RETRY, age))));
        }
    }

    private synchronized Tally tally(int sent, long begin) {
        return new Tally(sent, messageIds, deferred.get(), refused.get(), (lastTaken - begin) / 1e9, replies, waits);
    }

    private static byte[] body(int octets) {
        StringBuilder text = new StringBuilder("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n");
        Random random = new Random(octets);
        byte[] line = new byte[57];
        while (text.length() < octets - 400) {
            random.nextBytes(line);
            text.append(Base64.getEncoder().encodeToString(line)).append("\r\n");
        }
        return text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
