package org.sealmx.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a stream yields that is put together while it is read, as fast as the connection takes it. When the
 * connection takes no more, it waits for the answer, which may be there already: a server that refuses a body answers
 * and closes before it has read all of it.
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
                // called again when the connection takes more
                return;
            }
        }
    }

    private boolean write(DataStreamChannel channel) {
        try {
            return channel.write(buffer) > 0;
        } catch (IOException e) {
            // What the server said before it closed the connection can still be read; when it said nothing, reading
            // fails as well.
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

    /** None: CouchDB takes an empty field for an encoding that it does not know, and answers 415. */
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
        // told to whoever waits for the answer
    }

    @Override
    public void releaseResources() {
        // whoever made what the stream reads gives it up
    }
}
