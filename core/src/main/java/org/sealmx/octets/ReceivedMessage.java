package org.sealmx.octets;

import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A message as it was received, on the heap and nowhere else. Immutable; shows nothing of its content in
 * {@link #toString()}.
 */
public final class ReceivedMessage implements MessageSource {

    private final Octets octets;
    private final byte[] sha256;

    private ReceivedMessage(Octets octets, byte[] sha256) {
        this.octets = octets;
        this.sha256 = sha256;
    }

    /** A message of these bytes, which are copied. */
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

    /** Collects a message while it comes in. Not safe for use by several threads. */
    public static final class Builder {

        private final Octets.Builder octets = new Octets.Builder();
        private final MessageDigest digest = Sha256.start();

        /**
         * Adds bytes, which are copied.
         *
         * @throws IndexOutOfBoundsException when the range lies outside of the array
         */
        public void append(byte[] bytes, int offset, int length) {
            octets.write(bytes, offset, length);
            digest.update(bytes, offset, length);
        }

        /** How many bytes were added so far. */
        public long size() {
            return octets.size();
        }

        /** The message. The builder starts anew and empty. */
        public ReceivedMessage build() {
            return new ReceivedMessage(octets.build(), digest.digest());
        }
    }
}
