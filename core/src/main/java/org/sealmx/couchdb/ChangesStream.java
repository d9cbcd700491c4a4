package org.sealmx.couchdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.sealmx.http.AnswerStream;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** Changes as they happen. Read by one thread; {@link #close()} may be called by another and ends its waiting. */
public final class ChangesStream implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final NodeRequest request;
    private final AnswerStream body;
    private final int maxLine;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;

    /** @param maxLine the longest line that is read, in octets */
    ChangesStream(NodeRequest request, AnswerStream body, int maxLine) {
        this.request = request;
        this.body = body;
        this.maxLine = maxLine;
    }

    /**
     * Waits for the next change.
     *
     * @return empty when the server has ended the stream
     * @throws ServerException UNAVAILABLE when the connection broke or the server fell silent, TOO_LARGE when a line is
     *     longer than is read. The stream is of no further use then
     */
    public Optional<Change> next() throws ServerException {
        return next(() -> {});
    }

    /** Is called with each sign of life. */
    @FunctionalInterface
    public interface Heartbeat {
        /** Whatever this throws ends the waiting. */
        void beat() throws ServerException;
    }

    /**
     * As {@link #next()}, with something to do while there is no change.
     *
     * @param heartbeat is called by the waiting thread with each heartbeat of the server
     */
    public Optional<Change> next(Heartbeat heartbeat) throws ServerException {
        while (true) {
            Optional<byte[]> next = nextLine();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            // An empty line is a heartbeat.
            if (next.get().length > 0) {
                return ChangesReader.line(next.get(), request);
            }
            heartbeat.beat();
        }
    }

    private Optional<byte[]> nextLine() throws ServerException {
        while (true) {
            while (position < end) {
                byte octet = buffer[position++];
                if (octet == '\n') {
                    byte[] complete = line.toByteArray();
                    line.reset();
                    return Optional.of(complete);
                }
                if (octet != '\r') {
                    append(octet);
                }
            }
            try {
                end = body.read(buffer);
            } catch (IOException e) {
                throw ServerException.unavailable("the stream ended: " + request, e);
            }
            position = 0;
            if (end < 0) {
                // What has no line end was cut off.
                return Optional.empty();
            }
        }
    }

    private void append(byte octet) throws ServerException {
        if (line.size() >= maxLine) {
            throw ServerException.of(Kind.TOO_LARGE, "a line longer than is read in the answer to " + request);
        }
        line.write(octet);
    }

    @Override
    public void close() {
        body.close();
    }
}
