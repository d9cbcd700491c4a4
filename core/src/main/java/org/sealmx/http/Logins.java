package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logins at all nodes. The credentials are read before each request, so that it sends the current ones. */
@ThreadSafe
final class Logins {

    private static final Logger LOGGER = LoggerFactory.getLogger(Logins.class);

    private final CredentialSource source;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<URI, NodeLogin> nodes = new ConcurrentHashMap<>();

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<Authorization> lastRead;

    @SuppressWarnings("ThreadSafe")
    private volatile boolean unreadable;

    /**
     * @param source the source of the credentials
     * @param first what the source gave at the start
     * @param nanoTime the clock, usually {@link System#nanoTime()}
     */
    Logins(CredentialSource source, Optional<Authorization> first, LongSupplier nanoTime) {
        this.source = source;
        this.lastRead = first;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns what a request to a node sends.
     *
     * @param left how long to wait for the login of another request
     * @param trial tries credentials at the node
     * @throws ServerException when the node refuses the credentials, now or a moment ago, or does not answer
     */
    Admission admit(URI node, Duration left, NodeLogin.Trial trial) throws ServerException {
        Optional<Authorization> now = current();
        return now.isEmpty() ? Admission.ANONYMOUS : at(node).admit(now.get(), left, trial);
    }

    /**
     * Records that a node refused a request.
     *
     * @return whether another attempt may send something else
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

    /**
     * The current credentials; when they cannot be read, those read last, since a file may be in the process of being
     * replaced.
     */
    private Optional<Authorization> current() {
        try {
            lastRead = source.read();
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                LOGGER.warn("The credentials cannot be read, the earlier ones stay in use: {}", e.getMessage());
            }
            unreadable = true;
        }
        return lastRead;
    }
}
