package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.EncodedMessage;
import org.sealmx.octets.Streams;
import org.sealmx.openpgp.message.Armor;

/**
 * An encrypted message in ASCII armor: either session key packets of its own followed by a shared body, or the packets
 * of a received message. It is assembled while it is read.
 *
 * <p>A version 1 body is followed by a checksum, although section 6.1 of RFC 9580 calls it optional: gpg 2.2 takes the
 * last line of an armor without checksum and padding for data. A version 2 body is not, since its readers do not need a
 * checksum and the RFC forbids it there.
 */
@Immutable
public final class ArmoredMessage implements EncodedMessage {

    private final List<String> headers;

    @SuppressWarnings("Immutable") // gives a new stream each time
    private final Supplier<InputStream> lines;

    private final long length;
    private final OptionalInt checksum;

    /** @param sessionKeyPackets the concatenated results of {@link EncryptedBody#wrapFor} for each subkey */
    public ArmoredMessage(byte[] sessionKeyPackets, EncryptedBody body) {
        byte[] packets = sessionKeyPackets.clone();
        body.lines().join();
        this.headers = List.of();
        this.lines = () -> lines(packets, body);
        this.length = packets.length + body.packet().size();
        this.checksum = checksum(body.suite().packetVersion(), () -> body.checksumAfter(packets));
    }

    /**
     * The packets of a received message.
     *
     * @param headers the headers of the armor in which it arrived: lines without their ends, in ASCII
     * @param binary opens a new stream over all packets each time, which throws no I/O errors
     * @param length the length of the packets in octets
     * @param checksum the checksum of the packets, if the armor is to have one
     */
    ArmoredMessage(List<String> headers, Supplier<InputStream> binary, long length, OptionalInt checksum) {
        this.headers = List.copyOf(headers);
        this.lines = () -> Base64Lines.encode(binary.get());
        this.length = length;
        this.checksum = checksum;
    }

    private static InputStream lines(byte[] packets, EncryptedBody body) {
        int rest = Base64Lines.restOfLine(packets.length);
        return body.lines()
                .from(rest)
                .map(shared -> Streams.joined(
                        Base64Lines.encode(
                                Streams.joined(new ByteArrayInputStream(packets), first(rest, body.packet()))),
                        Base64Lines.open(shared)))
                .orElseGet(() -> Base64Lines.encode(Streams.joined(
                        new ByteArrayInputStream(packets), body.packet().open())));
    }

    private static InputStream first(int count, Ciphertext packet) {
        return new ByteArrayInputStream(Streams.first(packet.open(), count));
    }

    /** The checksum that follows a message with a body of this version, if any. */
    static OptionalInt checksum(int bodyVersion, IntSupplier checksum) {
        return bodyVersion == 1 ? OptionalInt.of(checksum.getAsInt()) : OptionalInt.empty();
    }

    @Override
    public long size() {
        return Armor.length(headers, length, checksum);
    }

    @Override
    public InputStream open() {
        return Armor.around(headers, lines.get(), checksum);
    }

    @Override
    public String toString() {
        return "ArmoredMessage[" + size() + " octets]";
    }
}
