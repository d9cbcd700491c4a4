package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** A stream that is produced from a text line by line while it is read. For one thread. */
public abstract class LineStream extends InputStream {

    private static final byte[] NOTHING = {};

    private byte[] octets = NOTHING;
    private int position;
    private boolean ended;

    /**
     * The octets that the next line yields, possibly none; empty at the end of the text.
     *
     * @throws IOException when the text is malformed or cannot be read
     */
    protected abstract Optional<byte[]> next() throws IOException;

    @Override
    public final int read() throws IOException {
        return fill() ? octets[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        int copied = 0;
        while (copied < count && fill()) {
            int part = Math.min(count - copied, octets.length - position);
            System.arraycopy(octets, position, target, offset + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && count > 0 ? -1 : copied;
    }

    private boolean fill() throws IOException {
        while (position == octets.length && !ended) {
            Optional<byte[]> next = next();
            octets = next.orElse(NOTHING);
            position = 0;
            ended = next.isEmpty();
        }
        return position < octets.length;
    }
}
