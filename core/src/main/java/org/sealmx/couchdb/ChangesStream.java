package org.sealmx.couchdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.sealmx.http.AnswerStream;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** Changes as they happen. One thread reads them; another may call {@link #close()}, which ends the reader's wait. */
public final class ChangesStream implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final NodeRequest request;
    private final AnswerStream body;
    private final int maxLine;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;

    /** @param maxLine the maximum length of a line, in octets */
    ChangesStream(NodeRequest request, AnswerStream body, int maxLine) {
        this.request = request;
        this.body = body;
        this.maxLine = maxLine;
    }

    /** Called at each heartbeat of the server. */
    @FunctionalInterface
    public interface Heartbeat {
        /** Handles a heartbeat. An exception ends the wait and is passed on. */
        void beat() throws ServerException;
    }

    /**
     * Waits for the next change.
     *
     * @param heartbeat called by the waiting thread at each heartbeat of the server while there is no change
     * @return empty when the server has ended the stream
     * @throws ServerException UNAVAILABLE when the connection broke or the server fell silent, TOO_LARGE when a line
     *     exceeds the maximum. The stream cannot be used any further then
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
                // Octets without a line end are a line that was cut off.
                return Optional.empty();
            }
        }
    }

    private void append(byte octet) throws ServerException {
        if (line.size() >= maxLine) {
            throw ServerException.of(Kind.TOO_LARGE, "a line in the answer to " + request + " exceeds the size limit");
        }
        line.write(octet);
    }

    @Override
    public void close() {
        body.close();
    }
}
