package org.sealmx.openpgp.encryption;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.sealmx.octets.EncodedMessage;
import org.sealmx.octets.Streams;
import org.sealmx.openpgp.message.Armor;

/**
 * An encrypted message in ASCII armor: session key packets of its own before a body that others share, or packets that
 * came in. It is put together while it is read. Immutable and safe for use by several threads.
 *
 * <p>A version 1 body has a checksum behind it, though section 6.1 of RFC 9580 calls it optional: gpg 2.2 takes the
 * last line of an armor without checksum and without padding for data. A version 2 body has none, since whoever reads
 * it needs none and the RFC forbids it there.
 */
public final class ArmoredMessage implements EncodedMessage {

    private final List<String> headers;
    private final Supplier<InputStream> binary;
    private final long length;
    private final OptionalInt checksum;

    /** @param sessionKeyPackets what {@link EncryptedBody#wrapFor} made for each recipient, one behind the other */
    public ArmoredMessage(byte[] sessionKeyPackets, EncryptedBody body) {
        byte[] packets = sessionKeyPackets.clone();
        this.headers = List.of();
        this.binary = () ->
                Streams.joined(new ByteArrayInputStream(packets), body.packet().open());
        this.length = packets.length + body.packet().size();
        this.checksum = checksum(body.suite().packetVersion(), () -> body.checksumBehind(packets));
    }

    /**
     * A message that is there already.
     *
     * @param headers of the armor it came in, lines without their ends, in ASCII
     * @param binary opens all packets again each time, and throws no I/O errors
     * @param length of them in octets
     * @param checksum of them, if there is to be one
     */
    ArmoredMessage(List<String> headers, Supplier<InputStream> binary, long length, OptionalInt checksum) {
        this.headers = List.copyOf(headers);
        this.binary = binary;
        this.length = length;
        this.checksum = checksum;
    }

    /** The checksum that belongs behind a message with a body of this version, if any. */
    static OptionalInt checksum(int bodyVersion, IntSupplier checksum) {
        return bodyVersion == 1 ? OptionalInt.of(checksum.getAsInt()) : OptionalInt.empty();
    }

    @Override
    public long size() {
        return Armor.length(headers, length, checksum);
    }

    @Override
    public InputStream open() {
        return Armor.encode(headers, binary.get(), checksum);
    }

    @Override
    public String toString() {
        return "ArmoredMessage[" + size() + " octets]";
    }
}
