package org.sealmx.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Hands an endless answer to the thread that reads it. When that thread is slow, the server has to wait. */
final class StreamingBody implements AsyncResponseConsumer<Boolean> {

    private static final int BUFFER = 16 * 1024;

    private final SharedInputBuffer buffer = new SharedInputBuffer(BUFFER);
    private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
    private volatile @Nullable FutureCallback<Boolean> callback;

    /** Completes when the answer begins. */
    CompletableFuture<HttpResponse> head() {
        return head;
    }

    /**
     * Waits for octets; returns how many were read, or -1 at the end of the answer.
     *
     * @throws IOException when the connection broke, paused for too long, or was closed
     */
    int read(byte[] into) throws IOException {
        return buffer.read(into, 0, into.length);
    }

    /** Ends the reader's wait. */
    void abort() {
        buffer.abort();
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Boolean> resultCallback) {
        callback = resultCallback;
        if (entity == null) {
            end();
        }
        head.complete(response);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // The final answer follows.
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        buffer.updateCapacity(capacity);
    }

    @Override
    public void consume(ByteBuffer source) {
        buffer.fill(source);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        end();
    }

    private void end() {
        buffer.markEndStream();
        FutureCallback<Boolean> waiting = callback;
        if (waiting != null) {
            waiting.completed(true);
        }
    }

    @Override
    public void failed(Exception cause) {
        head.completeExceptionally(cause);
        buffer.abort();
    }

    @Override
    public void releaseResources() {
        // The reader may still read what was received before the end.
    }
}
