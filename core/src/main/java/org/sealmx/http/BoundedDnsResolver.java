package org.sealmx.http;

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
import org.apache.hc.client5.http.DnsResolver;

/**
 * Limits the time to wait for the addresses of a name. The library resolves names in the thread that sends the request,
 * or in one that serves all connections, without a limit. Here each look-up runs in a thread of its own and continues
 * after a time-out. Requests for the same name wait for the same look-up, so that a name server that hangs holds one
 * thread for each node.
 */
@ThreadSafe
final class BoundedDnsResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final Duration longest;
    private final Executor threads;

    @SuppressWarnings("ThreadSafe") // nobody changes the arrays
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    /** @param longest how long to wait for a look-up */
    BoundedDnsResolver(DnsResolver resolver, Duration longest) {
        this(resolver, longest, BoundedDnsResolver::runInThread);
    }

    /** @param threads runs each look-up outside of the thread that asks */
    BoundedDnsResolver(DnsResolver resolver, Duration longest, Executor threads) {
        this.resolver = resolver;
        this.longest = longest;
        this.threads = threads;
    }

    private static void runInThread(Runnable lookup) {
        Thread thread = new Thread(lookup, "sealmx-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws UnknownHostException also when the look-up takes too long or the waiting thread is interrupted */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return lookUp(host).get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unknown("the name of the node was not resolved in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown("interrupted while the name of the node was resolved", e);
        } catch (ExecutionException e) {
            throw unknown("the name of the node was not resolved", e);
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

    private void complete(String host, CompletableFuture<InetAddress[]> lookup) {
        try {
            lookup.complete(resolved(host, lookup));
        } catch (UnknownHostException | RuntimeException e) {
            lookup.completeExceptionally(e);
        }
    }

    /**
     * The look-up is over before its result is known, so that whoever has seen a failure and asks again starts another.
     */
    private InetAddress[] resolved(String host, CompletableFuture<InetAddress[]> lookup) throws UnknownHostException {
        try {
            return resolver.resolve(host);
        } finally {
            running.remove(host, lookup);
        }
    }

    private static UnknownHostException unknown(String what, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(what);
        unknown.initCause(cause);
        return unknown;
    }

    /** Passes the call on. Only ways to log in that are switched off need it. */
    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
