package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/** Streams one after the other. Unlike Java's, it lets each part transfer itself, without a copy. For one thread. */
final class JoinedInputStream extends InputStream {

    private final List<InputStream> parts;
    private int part;

    JoinedInputStream(List<InputStream> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public int read() throws IOException {
        int octet = -1;
        while (part < parts.size() && (octet = parts.get(part).read()) < 0) {
            part++;
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int read = -1;
        while (part < parts.size() && (read = parts.get(part).read(target, offset, length)) < 0) {
            part++;
        }
        return read;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long transferred = 0;
        for (; part < parts.size(); part++) {
            transferred += parts.get(part).transferTo(out);
        }
        return transferred;
    }

    @Override
    public void close() throws IOException {
        for (InputStream each : parts) {
            each.close();
        }
    }
}
