package org.sealmx.hop;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes each part within a limit of time, so that a server that takes nothing ends the delivery. */
final class LimitedWrites extends OutputStream {

    private final Wire wire;
    private final Deadlines deadlines;
    private final Duration limit;

    LimitedWrites(Wire wire, Deadlines deadlines, Duration limit) {
        super();
        this.wire = wire;
        this.deadlines = deadlines;
        this.limit = limit;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        deadlines.within(limit, wire, () -> {
            wire.out().write(octets, from, length);
            return length;
        });
    }
}
