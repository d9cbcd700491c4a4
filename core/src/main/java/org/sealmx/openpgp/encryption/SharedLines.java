package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.Optional;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.Octets;
import org.sealmx.octets.Streams;

/**
 * The lines of base64 that the armors of one packet have in common. They begin with the first octet of the packet that
 * begins a line, which depends on what comes before the packet; since most recipients have session key packets of the
 * same length, their armors differ in the first lines only. The lines are encoded once, as soon as a second message
 * needs them, and kept until the body is released.
 */
@ThreadSafe
public final class SharedLines {

    /** The most octets of lines that are kept. */
    private static final long MOST = 2 * 1024 * 1024;

    private final Ciphertext packet;

    @GuardedBy("this")
    private int messages;

    /** Where in the packet {@link #lines} begin. */
    @GuardedBy("this")
    private long begin;

    @GuardedBy("this")
    private Optional<Octets> lines = Optional.empty();

    SharedLines(Ciphertext packet) {
        this.packet = packet;
    }

    /**
     * The maximum heap, in octets, that the lines of a message take: at most 2 MiB, and nothing from 1.5 MiB on.
     *
     * @param size of the message in octets, which its packet exceeds by less than half
     */
    public static long heapFor(long size) {
        return Base64Lines.length(size) > MOST ? 0 : Math.min(2 * size, MOST);
    }

    /** There is another message with this packet. */
    synchronized void join() {
        messages++;
    }

    /**
     * The lines that encode the packet from an octet to its end.
     *
     * @param from the index of the octet, which begins a line
     * @return empty when the packet is large or in one message only, and when lines are kept that begin elsewhere
     */
    synchronized Optional<Octets> from(long from) {
        if (messages < 2 || from > packet.size() || Base64Lines.length(packet.size()) > MOST) {
            return Optional.empty();
        }
        if (lines.isEmpty()) {
            begin = from;
            lines = Optional.of(encoded(from));
        }
        return lines.filter(kept -> begin == from);
    }

    private Octets encoded(long from) {
        Octets.Builder encoded = new Octets.Builder();
        try {
            Base64Lines.encode(Streams.after(packet.open(), from)).transferTo(encoded);
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
        return encoded.build();
    }
}
