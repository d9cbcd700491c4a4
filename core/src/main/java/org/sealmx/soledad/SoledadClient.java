package org.sealmx.soledad;

import static org.sealmx.http.NodeRequest.encode;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.sealmx.http.Answer;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.RequestBody;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * A client for Soledad's API for incoming mail. Soledad speaks HTTP as CouchDB does, so time, connections and memory
 * are bounded in the same way.
 */
@ThreadSafe
public final class SoledadClient implements AutoCloseable {

    private final HttpNodes http;

    private SoledadClient(HttpNodes http) {
        this.http = http;
    }

    /**
     * Opens a client, which connects when it is first used.
     *
     * @param settings whose URL is the parent of {@code /incoming}
     * @throws IOException when the token or the trust store cannot be read; the message repeats nothing of their
     *     content
     * @throws GeneralSecurityException when the file is not a valid trust store
     */
    public static SoledadClient open(HttpSettings settings) throws IOException, GeneralSecurityException {
        return new SoledadClient(HttpNodes.open(settings, new SoledadDialect(), System::nanoTime));
    }

    /**
     * Puts a document in an incoming box. When this returns, the document is there.
     *
     * @param box the name of the box
     * @param id of the document
     * @param size of the content in octets, exactly
     * @param content opens a stream over all octets; the stream must not throw an {@link java.io.IOException}
     * @return whether the document was stored now; false when a document with this id was already there
     * @throws ServerException FULL when the account has no room, TOO_LARGE when the server does not accept a document
     *     of this size
     */
    public boolean putIncoming(String box, String id, long size, Supplier<InputStream> content) throws ServerException {
        NodeRequest request = NodeRequest.put("incoming/" + encode(box) + "/" + encode(id), new Content(size, content));
        try {
            return http.send(request, answer -> stored(answer, request));
        } catch (ServerException e) {
            if (e.status().orElse(0) != 409) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * Requires that Soledad confirms that it has stored the document: 200, with an empty body or {@code "success":
     * true}.
     */
    private static boolean stored(Answer answer, NodeRequest request) throws ServerException {
        boolean said = answer.body().length == 0
                || Json.object(answer, request).path("success").asBoolean();
        if (answer.status() != 200 || !said) {
            throw ServerException.of(Kind.NONSENSE, "no confirmation in the answer to " + request);
        }
        return true;
    }

    private record Content(long length, Supplier<InputStream> content) implements RequestBody {

        @Override
        public InputStream open() {
            return content.get();
        }

        @Override
        public String contentType() {
            return "application/octet-stream";
        }
    }
}
