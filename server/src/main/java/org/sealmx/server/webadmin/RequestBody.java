package org.sealmx.server.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import spark.Request;
import spark.Response;

/**
 * The body of a request, taken in before the request is judged: a server that answers and closes while the client is
 * still sending resets the connection, and the client loses the answer (RFC 9112 section 9.6). What is more than the
 * limit is read and dropped, up to {@value #DROPPED} octets; only beyond does the client risk to see no answer.
 */
public final class RequestBody {

    private static final int DROPPED = 16 << 20;
    private static final int BUFFER = 8192;

    private final boolean hasLength;
    private final boolean tooLarge;
    private final byte[] octets;

    private RequestBody(boolean hasLength, boolean tooLarge, byte[] octets) {
        this.hasLength = hasLength;
        this.tooLarge = tooLarge;
        this.octets = octets;
    }

    /**
     * Receives the body. One without a length, or of more than {@code limit} octets, is not kept.
     *
     * @param limit in octets, at least 0
     * @throws UncheckedIOException when the client goes away or is too slow for the server
     */
    public static RequestBody receive(Request request, int limit) {
        long length = request.raw().getContentLengthLong();
        try (InputStream in = request.raw().getInputStream()) {
            if (length >= 0 && length <= limit) {
                return new RequestBody(true, false, in.readNBytes(limit));
            }
            drop(in);
            return new RequestBody(length >= 0, true, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drop(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int dropped = 0;
        int read = 0;
        while (read >= 0 && dropped < DROPPED) {
            read = in.read(buffer);
            dropped += read;
        }
    }

    /**
     * The octets. The request ends with an error when it named no length (400) or has more than the limit (413).
     *
     * @param advice what to send instead, for the error of a body that is too large
     */
    public byte[] octets(Response response, String advice) {
        if (!hasLength) {
            throw WebAdminErrors.badRequest(response, "the request needs a Content-Length");
        }
        if (tooLarge) {
            throw WebAdminErrors.tooLarge(response, advice);
        }
        return octets.clone();
    }
}
