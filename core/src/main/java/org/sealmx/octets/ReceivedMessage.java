package org.sealmx.octets;

import com.google.errorprone.annotations.Immutable;
import java.io.InputStream;
import java.security.MessageDigest;

/** A message as it was received, held on the heap only. {@link #toString()} reveals nothing of the content. */
@Immutable
public final class ReceivedMessage implements MessageSource {

    private final Octets octets;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] sha256;

    private ReceivedMessage(Octets octets, byte[] sha256) {
        this.octets = octets;
        this.sha256 = sha256;
    }

    /** A message that consists of a copy of the bytes. */
    public static ReceivedMessage of(byte[] bytes) {
        Builder builder = new Builder();
        builder.append(bytes, 0, bytes.length);
        return builder.build();
    }

    @Override
    public InputStream open() {
        return octets.open();
    }

    @Override
    public long size() {
        return octets.size();
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }

    @Override
    public String toString() {
        return "ReceivedMessage[" + size() + " octets]";
    }

    /** Collects a message while it is received. Not thread-safe. */
    public static final class Builder {

        private final Octets.Builder octets = new Octets.Builder();
        private final MessageDigest digest = Sha256.start();

        /**
         * Appends a copy of the bytes.
         *
         * @throws IndexOutOfBoundsException when the range is outside the array
         */
        public void append(byte[] bytes, int offset, int length) {
            octets.write(bytes, offset, length);
            Pieces.update(digest, bytes, offset, length);
        }

        /** The number of octets appended so far. */
        public long size() {
            return octets.size();
        }

        /** The message. Afterwards the builder is empty and can be reused. */
        public ReceivedMessage build() {
            return new ReceivedMessage(octets.build(), digest.digest());
        }
    }
}
