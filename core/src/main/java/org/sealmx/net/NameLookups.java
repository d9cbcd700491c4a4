package org.sealmx.net;

import com.google.errorprone.annotations.ThreadSafe;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up the addresses of names within a limit of time, which the Java runtime does not have. Each look-up runs in a
 * thread of its own and continues after a time-out. Requests for the same name wait for the same look-up, so that a
 * name server that hangs holds one thread for each name. Thread-safe.
 */
@ThreadSafe
public final class NameLookups {

    private final Lookup lookup;
    private final Duration longest;
    private final Executor threads;

    @SuppressWarnings("ThreadSafe") // the addresses are copied for each caller
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    /** What asks the system. */
    @FunctionalInterface
    @ThreadSafe
    public interface Lookup {

        /**
         * The addresses of a name.
         *
         * @throws UnknownHostException when it has none
         */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /**
     * Asks the system.
     *
     * @param longest how long to wait for a look-up
     */
    public NameLookups(Duration longest) {
        this(InetAddress::getAllByName, longest);
    }

    /** @param longest how long to wait for a look-up */
    public NameLookups(Lookup lookup, Duration longest) {
        this(lookup, longest, NameLookups::runInThread);
    }

    /** @param threads runs each look-up outside of the thread that asks */
    NameLookups(Lookup lookup, Duration longest, Executor threads) {
        this.lookup = lookup;
        this.longest = longest;
        this.threads = threads;
    }

    private static void runInThread(Runnable task) {
        Thread thread = new Thread(task, "sealmx-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The addresses of a name, at least one.
     *
     * @throws NameTimeoutException when the look-up takes too long
     * @throws UnknownHostException when it has none, and also when the waiting thread is interrupted
     */
    public InetAddress[] addressesOf(String host) throws UnknownHostException {
        try {
            return lookUp(host).get(longest.toNanos(), TimeUnit.NANOSECONDS).clone();
        } catch (TimeoutException e) {
            throw new NameTimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted while the name of the server was resolved", e);
        } catch (ExecutionException e) {
            throw unknown("the name of the server was not resolved", e);
        }
    }

    private CompletableFuture<InetAddress[]> lookUp(String host) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> other = running.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        boolean runs = false;
        try {
            threads.execute(() -> complete(host, mine));
            runs = true;
        } finally {
            if (!runs) {
                // such as when the system has no thread left: the next request looks the name up anew
                running.remove(host, mine);
            }
        }
        return mine;
    }

    private void complete(String host, CompletableFuture<InetAddress[]> result) {
        try {
            result.complete(resolved(host, result));
        } catch (UnknownHostException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /**
     * The look-up is over before its result is known, so that whoever has seen a failure and asks again starts another.
     */
    private InetAddress[] resolved(String host, CompletableFuture<InetAddress[]> result) throws UnknownHostException {
        try {
            return lookup.addressesOf(host);
        } finally {
            running.remove(host, result);
        }
    }

    private static UnknownHostException unknown(String what, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(what);
        unknown.initCause(cause);
        return unknown;
    }
}
