package org.sealmx.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Waits for the addresses of a name no longer than a given time. The library resolves names in the thread that sends
 * the request or in one that serves all connections, and has no bound for it. The look-up of a name that is given up
 * goes on in a thread of its own, and those that ask for the same name meanwhile wait for the same look-up, so that a
 * name server that hangs holds one thread for each node. Safe for use by several threads.
 */
final class BoundedDnsResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final Duration longest;
    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();

    /** @param longest how long a look-up is waited for */
    BoundedDnsResolver(DnsResolver resolver, Duration longest) {
        this.resolver = resolver;
        this.longest = longest;
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
        Thread thread = new Thread(() -> complete(host, mine), "sealmx-dns");
        thread.setDaemon(true);
        thread.start();
        return mine;
    }

    private void complete(String host, CompletableFuture<InetAddress[]> lookup) {
        try {
            lookup.complete(resolver.resolve(host));
        } catch (UnknownHostException | RuntimeException e) {
            lookup.completeExceptionally(e);
        } finally {
            running.remove(host, lookup);
        }
    }

    private static UnknownHostException unknown(String what, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(what);
        unknown.initCause(cause);
        return unknown;
    }

    /** As the given resolver does it: only asked for by ways to log in that are switched off. */
    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
