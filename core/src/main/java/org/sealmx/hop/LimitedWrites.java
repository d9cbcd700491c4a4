package org.sealmx.hop;

import java.io.IOException;
import java.io.OutputStream;

/** Writes each part within a limit of time, so that a server that takes nothing ends the delivery. */
final class LimitedWrites extends OutputStream {

    private final OutputStream out;
    private final Limit limit;

    /** What ends a write that takes too long. */
    @FunctionalInterface
    interface Limit {

        /** Does it, or fails. */
        Integer within(Deadlines.Operation<Integer> write) throws IOException;
    }

    LimitedWrites(OutputStream out, Limit limit) {
        super();
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        limit.within(() -> {
            out.write(octets, from, length);
            return length;
        });
    }
}
