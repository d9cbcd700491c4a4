package org.sealmx.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityConsumer;
import org.jspecify.annotations.Nullable;

/** Collects the body of an answer, up to a limit. */
final class BoundedBody extends AbstractBinAsyncEntityConsumer<byte[]> {

    private final int limit;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    protected void streamStart(@Nullable ContentType contentType) {
        // The reader of the content checks its form.
    }

    @Override
    protected int capacityIncrement() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        if (source.remaining() > limit - octets.size()) {
            throw new BeyondLimitException();
        }
        byte[] part = new byte[source.remaining()];
        source.get(part);
        octets.write(part, 0, part.length);
    }

    @Override
    protected byte[] generateContent() {
        return octets.toByteArray();
    }

    @Override
    public void releaseResources() {
        octets.reset();
    }

    /** Thrown when the answer exceeds the limit. */
    static final class BeyondLimitException extends IOException {
        BeyondLimitException() {
            super("the answer exceeds the size limit");
        }
    }
}
