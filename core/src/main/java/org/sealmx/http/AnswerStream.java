package org.sealmx.http;

import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * The body of an endless answer. One thread reads it; another may call {@link #close()}, which ends the reader's wait.
 */
public final class AnswerStream implements AutoCloseable {

    private final StreamingBody body;
    private final Future<Boolean> exchange;

    AnswerStream(StreamingBody body, Future<Boolean> exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    /**
     * Waits for octets; returns how many were read, or -1 at the end of the answer.
     *
     * @throws IOException when the connection broke, paused for too long, or was closed
     */
    public int read(byte[] into) throws IOException {
        return body.read(into);
    }

    @Override
    public void close() {
        exchange.cancel(true);
        body.abort();
    }

    /** Passes on the failure of a request whose answer has not begun, for example because there is no connection. */
    record FailureToHead(StreamingBody body) implements FutureCallback<Boolean> {

        @Override
        public void completed(Boolean result) {
            // The reader has seen the end.
        }

        @Override
        public void failed(Exception cause) {
            body.failed(cause);
        }

        @Override
        public void cancelled() {
            body.failed(new IOException("the stream was closed"));
        }
    }
}
