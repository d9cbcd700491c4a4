package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Stores documents with a large attachment as {@link MultipartBody}, at a single node that is an Apache CouchDB. In a
 * cluster, CouchDB keeps such a request waiting for five minutes as soon as one node is down. A server that refuses the
 * form is not offered it again; one that does not answer, or with an error of its own, not for a while.
 */
@ThreadSafe
final class MultipartWrites {

    /** In octets. For a smaller attachment, the form makes no difference that can be measured. */
    static final long WORTHWHILE = 32 * 1024;

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final String VENDOR = "The Apache Software Foundation";

    /** The first number of the versions that this was tried with. */
    private static final int TESTED = 3;

    private final HttpNodes http;
    private final LongSupplier nanoTime;

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<Boolean> accepted = Optional.empty();

    @SuppressWarnings("ThreadSafe")
    private volatile OptionalLong unansweredSince = OptionalLong.empty();

    MultipartWrites(HttpNodes http, LongSupplier nanoTime) {
        this.http = http;
        this.nanoTime = nanoTime;
    }

    /**
     * Stores a document with its revision, which changes nothing when it is there or was there.
     *
     * @param path the path of the document
     * @return false when the document has to be sent in another form; it may have been stored all the same
     */
    boolean store(String path, ObjectNode document, Attachment attachment) throws ServerException {
        if (attachment.size() < WORTHWHILE || isPausing() || !isAccepted()) {
            return false;
        }
        NodeRequest request = NodeRequest.put(path, "new_edits=false", new MultipartBody(document, attachment));
        try {
            return http.send(request, answer -> Answers.stored(answer, request));
        } catch (ServerException e) {
            if (e.kind() == Kind.REJECTED) {
                accepted = Optional.of(false);
                return false;
            }
            if (e.kind() == Kind.UNAVAILABLE) {
                // Perhaps the server refused the length and closed the connection before its answer could be read, or a
                // proxy in front of it fails at this form only.
                unansweredSince = OptionalLong.of(nanoTime.getAsLong());
                return false;
            }
            throw e;
        }
    }

    private boolean isPausing() {
        OptionalLong since = unansweredSince;
        return since.isPresent() && nanoTime.getAsLong() - since.getAsLong() < PAUSE.toNanos();
    }

    private boolean isAccepted() throws ServerException {
        if (accepted.isEmpty()) {
            boolean answer = ask();
            // Another thread may have been refused meanwhile.
            if (accepted.isEmpty()) {
                accepted = Optional.of(answer);
            }
        }
        return accepted.orElse(false);
    }

    private boolean ask() throws ServerException {
        try {
            ServerInfo server = ServerInfo.of(http);
            return server.vendor().equals(VENDOR) && server.majorVersion() >= TESTED;
        } catch (ServerException e) {
            if (e.isAboutCredentials() || e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            // A server, or a proxy, that does not say what it is.
            return false;
        }
    }
}
