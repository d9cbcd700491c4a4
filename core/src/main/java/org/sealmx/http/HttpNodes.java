package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
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
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.io.CloseMode;
import org.sealmx.http.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the node that answered last. When that node fails, tries each of the others once; a single node is
 * tried twice. One deadline covers all attempts.
 */
@ThreadSafe
public final class HttpNodes implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpNodes.class);

    private static final int LEAST_ATTEMPTS = 2;
    private static final byte[] NOTHING = {};

    /** The library's threads end within milliseconds, unless a name server holds one of them up. */
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final CloseableHttpAsyncClient client;
    private final ClientThreads threads;
    private final HttpSettings settings;
    private final AtomicInteger preferredNode = new AtomicInteger();

    @SuppressWarnings("ThreadSafe") // concurrent
    private final Set<Runnable> pending = ConcurrentHashMap.newKeySet();

    private final Dialect dialect;
    private final Logins logins;

    @SuppressWarnings("ThreadSafe")
    private volatile boolean closed;

    private HttpNodes(
            CloseableHttpAsyncClient client,
            ClientThreads threads,
            HttpSettings settings,
            Dialect dialect,
            Optional<Authorization> credentials,
            LongSupplier nanoTime) {
        this.client = client;
        this.threads = threads;
        this.settings = settings;
        this.dialect = dialect;
        this.logins = new Logins(settings.credentials(), credentials, nanoTime);
    }

    /**
     * Opens a client, which connects when the first request is sent.
     *
     * @param dialect the dialect of the servers
     * @param nanoTime the clock that times the pause after refused credentials, usually {@link System#nanoTime()}
     * @throws IOException when the credentials or the trust store cannot be read; the message repeats nothing of their
     *     content
     * @throws GeneralSecurityException when the file is not a valid trust store
     */
    public static HttpNodes open(HttpSettings settings, Dialect dialect, LongSupplier nanoTime)
            throws IOException, GeneralSecurityException {
        return open(settings, dialect, nanoTime, SystemDefaultDnsResolver.INSTANCE);
    }

    static HttpNodes open(HttpSettings settings, Dialect dialect, LongSupplier nanoTime, DnsResolver names)
            throws IOException, GeneralSecurityException {
        Optional<Authorization> credentials = settings.credentials().read();
        ClientThreads threads = new ClientThreads();
        return new HttpNodes(
                HttpClients.start(settings, names, threads), threads, settings, dialect, credentials, nanoTime);
    }

    /** Converts an answer into a value. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads an answer that is a success. */
        T read(Answer answer) throws ServerException;
    }

    /** Several related requests to the same node. */
    @FunctionalInterface
    public interface Conversation<T> {
        /** Sends the requests; an answer that is not a success is an exception. */
        T at(Dialect.Step step) throws ServerException;
    }

    /** One attempt at one node. */
    @FunctionalInterface
    private interface Attempt<T> {
        T at(URI node, Optional<Authorization> credentials, Duration left) throws ServerException;
    }

    /** Sends a request and reads the answer; an answer that cannot be read counts as a failed attempt. */
    public <T> T send(NodeRequest request, Reader<T> reader) throws ServerException {
        return converse(request, step -> reader.read(step.send(request)));
    }

    /**
     * Sends several requests; each attempt starts again with the first.
     *
     * @param longest the request with the longest body, which determines the deadline
     */
    public <T> T converse(NodeRequest longest, Conversation<T> conversation) throws ServerException {
        return attempt(deadline(longest), (node, known, left) -> {
            long end = System.nanoTime() + left.toNanos();
            return conversation.at(request -> once(request, node, known, until(end)));
        });
    }

    /**
     * Sends a request whose answer is endless.
     *
     * @param silence the time without octets after which the server counts as gone
     */
    public AnswerStream stream(NodeRequest request, Duration silence) throws ServerException {
        return attempt(
                settings.timeouts().request().plus(silence),
                (node, credentials, left) -> stream(request, silence, node, credentials, left));
    }

    private AnswerStream stream(
            NodeRequest request, Duration silence, URI node, Optional<Authorization> known, Duration left)
            throws ServerException {
        StreamingBody body = new StreamingBody();
        AnswerStream stream = new AnswerStream(
                body,
                client.execute(
                        request.producer(node, known, false),
                        body,
                        HttpClients.context(settings.timeouts(), silence),
                        new AnswerStream.FailureToHead(body)));
        try {
            int status = await(body.head(), left, request).getCode();
            if (status != 200) {
                throw refusal(new Answer(status, List.of(), NOTHING), request);
            }
            return stream;
        } catch (ServerException e) {
            stream.close();
            throw e;
        }
    }

    private Duration deadline(NodeRequest request) {
        long mebibytes = request.body().map(RequestBody::length).orElse(0L) >> 20;
        return settings.timeouts().request().plusSeconds(mebibytes);
    }

    /** Tries until one attempt succeeds, no attempt is left, or the time is up. */
    private <T> T attempt(Duration deadline, Attempt<T> attempt) throws ServerException {
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
            } catch (ServerException e) {
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

    /** A trial that asks a node for a session, if the server has sessions. */
    private NodeLogin.Trial trial(URI node, long end) {
        return credentials -> dialect.session(
                credentials, request -> exchange(request, node, Optional.of(credentials), until(end), false));
    }

    private Answer once(NodeRequest request, URI node, Optional<Authorization> known, Duration left)
            throws ServerException {
        long end = System.nanoTime() + left.toNanos();
        Answer answer = exchange(request, node, known, left, request.asksFirst());
        if (answer.status() == HttpStatus.SC_EXPECTATION_FAILED && request.asksFirst()) {
            answer = exchange(request, node, known, until(end), false);
        }
        if (!answer.isSuccess()) {
            throw refusal(answer, request);
        }
        return answer;
    }

    private ServerException refusal(Answer answer, NodeRequest request) {
        ErrorBody error = ErrorBody.of(answer.body());
        return ServerException.ofAnswer(
                answer.status(), error, dialect.loginRefusal(answer.status(), error), request.toString());
    }

    private static Answer answer(Message<HttpResponse, byte[]> message) {
        List<String> cookies = Arrays.stream(message.getHead().getHeaders(HttpHeaders.SET_COOKIE))
                .map(Header::getValue)
                .toList();
        byte[] body = Optional.ofNullable(message.getBody()).orElse(NOTHING);
        return new Answer(message.getHead().getCode(), cookies, body);
    }

    private Answer exchange(
            NodeRequest request, URI node, Optional<Authorization> known, Duration left, boolean asksFirst)
            throws ServerException {
        HttpTimeouts timeouts = settings.timeouts();
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
            return answer(await(future, left, request));
        } finally {
            pending.remove(cancel);
        }
    }

    /** Waits for a future, and cancels it when it does not complete in time. */
    private static <T> T await(Future<T> future, Duration left, NodeRequest request) throws ServerException {
        try {
            return future.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw ServerException.unavailable("no answer in time to " + request, e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw ServerException.unavailable("interrupted while waiting for the answer to " + request, e);
        } catch (CancellationException e) {
            throw ServerException.unavailable("closed while waiting for the answer to " + request, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoundedBody.BeyondLimitException) {
                throw ServerException.of(Kind.TOO_LARGE, "the answer to " + request + " exceeds the size limit");
            }
            throw ServerException.unavailable("no answer to " + request, cause(e));
        }
    }

    private static Exception cause(ExecutionException e) {
        return e.getCause() instanceof Exception cause ? cause : e;
    }

    /** The settings that this client was opened with. */
    public HttpSettings settings() {
        return settings;
    }

    /**
     * Ends what is still waiting for an answer, and waits until the client's threads have ended, for three seconds at
     * most.
     */
    @Override
    public void close() {
        closed = true;
        // Closing the library's client alone does not end every wait.
        pending.forEach(Runnable::run);
        client.close(CloseMode.IMMEDIATE);
        if (!threads.awaitEnd(LONGEST_END)) {
            LOGGER.debug("the threads of a client are still ending");
        }
    }
}
