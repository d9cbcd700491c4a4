package org.sealmx.openpgp;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.OptionalInt;

/**
 * An encrypted message in ASCII armor: session key packets of its own before a body that others share. It is put together while it is
 * read. Immutable and safe for use by several threads.
 *
 * <p>A version 1 body has a checksum behind it, though section 6.1 of RFC 9580 calls it optional: gpg 2.2 takes the last line of an armor
 * without checksum and without padding for data. A version 2 body has none, since whoever reads it needs none and the RFC forbids it there.
 */
public final class ArmoredMessage implements EncodedMessage {

    private final byte[] sessionKeyPackets;
    private final EncryptedBody body;
    private final OptionalInt checksum;

    /** @param sessionKeyPackets what {@link EncryptedBody#wrapFor} made for each recipient, one behind the other */
    public ArmoredMessage(byte[] sessionKeyPackets, EncryptedBody body) {
        this.sessionKeyPackets = sessionKeyPackets.clone();
        this.body = body;
        this.checksum = body.suite().packetVersion() == 1
                ? OptionalInt.of(body.checksumBehind(this.sessionKeyPackets))
                : OptionalInt.empty();
    }

    @Override
    public long size() {
        return Armor.length(sessionKeyPackets.length + body.packet().size(), checksum);
    }

    @Override
    public InputStream open() {
        InputStream binary = new SequenceInputStream(
                new ByteArrayInputStream(sessionKeyPackets), body.packet().open());
        return Armor.encode(binary, checksum);
    }

    @Override
    public String toString() {
        return "ArmoredMessage[" + size() + " octets]";
    }
}
