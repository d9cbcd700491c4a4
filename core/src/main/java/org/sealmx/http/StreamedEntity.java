package org.sealmx.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body that is generated while it is read, as fast as the connection accepts it. When writing fails, this stops
 * writing and waits for the answer, which may already be there: a server that refuses a body answers and closes the
 * connection before it has read all of it.
 */
final class StreamedEntity implements AsyncEntityProducer {

    private static final int BUFFER = 16 * 1024;

    private final RequestBody body;
    private final InputStream source;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private boolean exhausted;
    private boolean broken;

    StreamedEntity(RequestBody body) {
        this.body = body;
        this.source = body.open();
    }

    @Override
    public int available() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        while (!broken) {
            if (!buffer.hasRemaining() && !exhausted) {
                int count = source.read(buffer.array(), 0, BUFFER);
                exhausted = count < 0;
                buffer.position(0).limit(Math.max(0, count));
            }
            if (exhausted) {
                channel.endStream();
                return;
            }
            if (!write(channel)) {
                // The library calls again when the connection accepts more.
                return;
            }
        }
    }

    private boolean write(DataStreamChannel channel) {
        try {
            return channel.write(buffer) > 0;
        } catch (IOException e) {
            // What the server sent before it closed the connection can still be read; if it sent nothing, reading fails
            // as well.
            broken = true;
            return false;
        }
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public String getContentType() {
        return body.contentType();
    }

    /** Returns null, since CouchDB treats an empty field as an unknown encoding and answers 415. */
    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void failed(Exception cause) {
        // The thread that waits for the answer gets the failure.
    }

    @Override
    public void releaseResources() {
        // The creator of the data that the stream reads releases it.
    }
}
