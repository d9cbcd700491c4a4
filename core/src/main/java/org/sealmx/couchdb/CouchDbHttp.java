package org.sealmx.couchdb;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.sealmx.couchdb.CouchDbException.Kind;

/**
 * Sends requests: to the node that answered last, and when it fails to the others in turn, each once, or to the only one once more. All
 * attempts together end at a deadline. Safe for use by several threads.
 */
final class CouchDbHttp implements AutoCloseable {

    private static final int LEAST_ATTEMPTS = 2;
    private static final byte[] NOTHING = {};

    private final CloseableHttpAsyncClient client;
    private final CouchDbSettings settings;
    private final AtomicInteger preferredNode = new AtomicInteger();
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();
    private final Logins logins;
    private volatile boolean closed;

    /**
     * @param credentials what the settings' source gave at start
     * @param nanoTime    tells for how long refused credentials rest, as {@link System#nanoTime()} does
     */
    CouchDbHttp(
            CloseableHttpAsyncClient client,
            CouchDbSettings settings,
            Optional<Authorization> credentials,
            LongSupplier nanoTime) {
        this.client = client;
        this.settings = settings;
        this.logins = new Logins(settings.credentials(), credentials, nanoTime);
    }

    /** What an answer is read as. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Answer answer) throws CouchDbException;
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T at(URI node, Optional<Authorization> credentials, Duration left) throws CouchDbException;
    }

    /**
     * An answer that is a success.
     *
     * @param status of class 2
     * @param body   empty when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and thrown away
    record Answer(int status, byte[] body) {}

    /** Sends a request and reads the answer; an answer that cannot be read counts as a failed attempt. */
    <T> T send(CouchDbRequest request, Reader<T> reader) throws CouchDbException {
        return attempt(
                request, deadline(request), (node, known, left) -> reader.read(once(request, node, known, left)));
    }

    /** Writes with a look before each attempt: what an attempt without an answer has done is seen by the next one. */
    void write(QuorumWrite write) throws CouchDbException {
        attempt(write.request(), deadline(write.request()), (node, known, left) -> {
            long end = System.nanoTime() + left.toNanos();
            return write.attempt(request -> once(request, node, known, until(end)));
        });
    }

    private Duration deadline(CouchDbRequest request) {
        long mebibytes = request.body().map(RequestBody::length).orElse(0L) >> 20;
        return settings.timeouts().request().plusSeconds(mebibytes);
    }

    /** Tries until one attempt succeeds, or none is left. */
    <T> T attempt(CouchDbRequest request, Duration deadline, Attempt<T> attempt) throws CouchDbException {
        long end = System.nanoTime() + deadline.toNanos();
        List<URI> nodes = settings.nodes();
        int attempts = Math.max(LEAST_ATTEMPTS, nodes.size());
        boolean refused = false;
        for (int number = 1; ; number++) {
            int node = preferredNode.get();
            URI uri = nodes.get(node);
            Optional<Admission> admission = Optional.empty();
            try {
                admission = Optional.of(logins.admit(uri, until(end), trial(uri, end)));
                T result = attempt.at(uri, admission.get().sent(), until(end));
                admission.get().hasWorked();
                return result;
            } catch (CouchDbException e) {
                admission
                        .filter(given -> e.status().isPresent() && !e.isAboutCredentials())
                        .ifPresent(Admission::hasWorked);
                boolean timeLeft =
                        end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted();
                boolean elsewhere = e.isWorthRetrying() || (admission.isEmpty() && nodes.size() > 1);
                if (admission.isPresent() && logins.dropped(uri, admission.get(), e) && !refused && timeLeft) {
                    refused = true;
                } else if (elsewhere && number < attempts && timeLeft) {
                    preferredNode.compareAndSet(node, (node + 1) % nodes.size());
                } else {
                    if (elsewhere) {
                        preferredNode.compareAndSet(node, (node + 1) % nodes.size());
                    }
                    throw e;
                }
            }
        }
    }

    private static Duration until(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Asks a node for a session; what is not CouchDB's name and password is sent with each request. */
    private NodeLogin.Trial trial(URI node, long end) {
        return credentials -> {
            if (!(credentials instanceof CouchDbCredentials pair)) {
                return Optional.empty();
            }
            CouchDbRequest request = SessionCookie.request(pair);
            Message<HttpResponse, byte[]> answer = exchange(request, node, Optional.of(pair), until(end), false);
            return SessionCookie.read(answer, bodyOf(answer), request);
        };
    }

    private Answer once(CouchDbRequest request, URI node, Optional<Authorization> known, Duration left)
            throws CouchDbException {
        long end = System.nanoTime() + left.toNanos();
        Message<HttpResponse, byte[]> message = exchange(request, node, known, left, request.asksFirst());
        if (message.getHead().getCode() == HttpStatus.SC_EXPECTATION_FAILED && request.asksFirst()) {
            message = exchange(request, node, known, until(end), false);
        }
        int status = message.getHead().getCode();
        byte[] body = bodyOf(message);
        if (status < 200 || status >= 300) {
            throw CouchDbException.ofStatus(status, ErrorBody.of(body), request.toString());
        }
        return new Answer(status, body);
    }

    private static byte[] bodyOf(Message<HttpResponse, byte[]> message) {
        return Optional.ofNullable(message.getBody()).orElse(NOTHING);
    }

    private Message<HttpResponse, byte[]> exchange(
            CouchDbRequest request, URI node, Optional<Authorization> known, Duration left, boolean asksFirst)
            throws CouchDbException {
        CouchDbTimeouts timeouts = settings.timeouts();
        Future<Message<HttpResponse, byte[]>> future = client.execute(
                request.producer(node, known, asksFirst),
                new BasicResponseConsumer<>(new BoundedBody(settings.maxResponseBytes())),
                HttpClients.context(timeouts, timeouts.response()),
                null);
        Runnable cancel = () -> future.cancel(true);
        pending.add(cancel);
        try {
            if (closed) {
                cancel.run();
            }
            return await(future, left, request);
        } finally {
            pending.remove(cancel);
        }
    }

    /** Waits for a future, which is cancelled when it does not come in time. */
    static <T> T await(Future<T> future, Duration left, CouchDbRequest request) throws CouchDbException {
        try {
            return future.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw CouchDbException.unavailable("no answer in time to " + request, e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw CouchDbException.unavailable("interrupted while waiting for the answer to " + request, e);
        } catch (CancellationException e) {
            throw CouchDbException.unavailable("closed while waiting for the answer to " + request, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoundedBody.BeyondLimitException) {
                throw CouchDbException.of(Kind.TOO_LARGE, "an answer larger than is read to " + request);
            }
            throw CouchDbException.unavailable("no answer to " + request, cause(e));
        }
    }

    private static Exception cause(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    CloseableHttpAsyncClient client() {
        return client;
    }

    CouchDbSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        closed = true;
        // Closing the library's client does not end every wait.
        pending.forEach(Runnable::run);
        client.close(CloseMode.IMMEDIATE);
    }
}
