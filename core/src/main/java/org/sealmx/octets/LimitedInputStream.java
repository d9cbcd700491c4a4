package org.sealmx.octets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Throws an exception when more octets are read than allowed, whatever size was announced. For one thread. */
public final class LimitedInputStream extends FilterInputStream {

    private long left;

    /** @param limit the number of octets that may be read; reading more throws {@link LimitException} */
    public LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws LimitException {
        left -= read;
        if (left < 0) {
            throw new LimitException();
        }
    }

    /** More octets were read than allowed. */
    public static final class LimitException extends IOException {
        LimitException() {
            super("the limit is exceeded");
        }
    }
}
