package org.sealmx.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into all nodes. The credentials are read before each request, so that it brings those that hold when it is
 * sent. Safe for use by several threads.
 */
final class Logins {

    private static final Logger LOGGER = LoggerFactory.getLogger(Logins.class);

    private final CredentialSource source;
    private final LongSupplier nanoTime;
    private final Map<URI, NodeLogin> nodes = new ConcurrentHashMap<>();
    private volatile Optional<Authorization> lastRead;
    private volatile boolean unreadable;

    /**
     * @param source of the credentials
     * @param first what it gave at start
     * @param nanoTime tells the time as {@link System#nanoTime()} does
     */
    Logins(CredentialSource source, Optional<Authorization> first, LongSupplier nanoTime) {
        this.source = source;
        this.lastRead = first;
        this.nanoTime = nanoTime;
    }

    /**
     * What a request to a node brings.
     *
     * @param left how long the login of another request is waited for
     * @param trial tries credentials at the node
     * @throws ServerException when the node refuses the credentials, now or a moment ago, or does not answer
     */
    Admission admit(URI node, Duration left, NodeLogin.Trial trial) throws ServerException {
        Optional<Authorization> now = current();
        return now.isEmpty() ? Admission.ANONYMOUS : at(node).admit(now.get(), left, trial);
    }

    /**
     * A request that brought something was refused.
     *
     * @return whether another attempt may bring something else
     */
    boolean dropped(URI node, Admission admission, ServerException refusal) {
        Optional<Authorization> now = current();
        if (!refusal.isAboutCredentials() || now.isEmpty() || admission.sent().isEmpty()) {
            return false;
        }
        at(node).dropped(admission, refusal, now.get());
        return true;
    }

    private NodeLogin at(URI node) {
        return nodes.computeIfAbsent(node, key -> new NodeLogin(key, nanoTime));
    }

    /** Those that were read last when they cannot be read now: a file may be replaced at this moment. */
    private Optional<Authorization> current() {
        try {
            lastRead = source.read();
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                LOGGER.warn("The credentials stay as they were: {}", e.getMessage());
            }
            unreadable = true;
        }
        return lastRead;
    }
}
