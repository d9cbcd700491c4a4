package org.sealmx.http;

import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;

/**
 * The body of an answer without end. Read by one thread; {@link #close()} may be called by another and ends its
 * waiting.
 */
public final class AnswerStream implements AutoCloseable {

    private final StreamingBody body;
    private final Future<Boolean> exchange;

    AnswerStream(StreamingBody body, Future<Boolean> exchange) {
        this.body = body;
        this.exchange = exchange;
    }

    /**
     * Waits for octets; -1 at the end of the answer.
     *
     * @throws IOException when the connection broke, paused for too long, or was given up
     */
    public int read(byte[] into) throws IOException {
        return body.read(into);
    }

    @Override
    public void close() {
        exchange.cancel(true);
        body.abort();
    }

    /** A request that fails before its answer begins, for example for want of a connection. */
    record FailureToHead(StreamingBody body) implements FutureCallback<Boolean> {

        @Override
        public void completed(Boolean result) {
            // the reader has seen the end
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
