package org.sealmx.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes OpenPGP packets (RFC 9580 section 4.2) at random so that most of them remain packets: order, types, bodies,
 * and every way to write a length, including wrong ones. Immutable and thread-safe.
 */
public final class PacketMutator {

    private static final int[] TAGS = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 20, 21, 40, 63};
    private static final int MOST = 3000;

    private final Mutator bodies = new Mutator(List.of());

    /** A packet without its header. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(int tag, byte[] body) {}

    /**
     * Makes one to three changes.
     *
     * @param packets a valid stream of packets
     * @param other a stream from which packets may be taken
     */
    public byte[] mutate(byte[] packets, byte[] other, Random random) {
        List<Packet> all = parse(packets);
        List<Packet> others = parse(other);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !all.isEmpty(); changes--) {
            change(all, others, random);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean oddLengths = random.nextInt(3) == 0;
        for (Packet packet : all) {
            write(packet, oddLengths && random.nextInt(4) == 0 ? random.nextInt(8) : 0, out, random);
        }
        return out.toByteArray();
    }

    private void change(List<Packet> all, List<Packet> others, Random random) {
        int at = random.nextInt(all.size());
        Packet packet = all.get(at);
        switch (random.nextInt(9)) {
            case 0 -> all.remove(at);
            case 1 -> all.add(random.nextInt(all.size()), all.remove(at));
            case 2 -> all.set(at, new Packet(TAGS[random.nextInt(TAGS.length)], packet.body));
            case 3, 4 -> all.set(at, new Packet(packet.tag, bodies.mutate(packet.body, packet.body, random)));
            case 5 ->
                all.set(at, new Packet(packet.tag, Arrays.copyOf(packet.body, random.nextInt(packet.body.length + 1))));
            case 6 -> {
                if (!others.isEmpty()) {
                    all.add(at, others.get(random.nextInt(others.size())));
                }
            }
            case 7 -> repeat(all, at, packet, random);
            default -> nest(all, at, packet, random);
        }
    }

    /** Repeats a packet; either all copies differ, or none does. */
    private static void repeat(List<Packet> all, int at, Packet packet, Random random) {
        int times = Math.min(1 << random.nextInt(13), Math.min(MOST, (128 * 1024) / (packet.body.length + 3)));
        boolean distinct = random.nextBoolean();
        List<Packet> copies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            byte[] body = packet.body.clone();
            if (distinct && body.length > 2) {
                body[body.length - 1] ^= (byte) i;
                body[body.length - 2] ^= (byte) (i >> 8);
            }
            copies.add(new Packet(packet.tag, body));
        }
        all.addAll(at, copies);
    }

    /** Nests the packet in another one, several levels deep. */
    private static void nest(List<Packet> all, int at, Packet packet, Random random) {
        Packet nested = packet;
        for (int depth = 1 << random.nextInt(8); depth > 0; depth--) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            write(nested, 0, out, random);
            nested = new Packet(random.nextBoolean() ? 8 : packet.tag, out.toByteArray());
        }
        all.set(at, nested);
    }

    private static List<Packet> parse(byte[] stream) {
        List<Packet> packets = new ArrayList<>();
        int at = 0;
        while (at + 1 < stream.length) {
            int first = stream[at++] & 0xff;
            boolean current = (first & 0x40) != 0;
            int octets = current ? currentWidth(stream[at] & 0xff) : 1 << (first & 3);
            long length = current ? currentLength(stream, at) : number(stream, at, octets);
            at += octets;
            int end = (int) Math.min(stream.length, at + length);
            packets.add(new Packet(
                    current ? first & 0x3f : (first & 0x3c) >> 2, Arrays.copyOfRange(stream, Math.min(at, end), end)));
            at = end;
        }
        return packets;
    }

    private static int currentWidth(int first) {
        return first < 192 ? 1 : first < 224 ? 2 : 5;
    }

    private static long currentLength(byte[] stream, int at) {
        int first = stream[at] & 0xff;
        return first < 192
                ? first
                : first < 224 ? ((first - 192L) << 8) + number(stream, at + 1, 1) + 192 : number(stream, at + 1, 4);
    }

    private static long number(byte[] stream, int at, int octets) {
        long number = 0;
        for (int i = at; i < at + octets && i < stream.length; i++) {
            number = number << 8 | (stream[i] & 0xff);
        }
        return number;
    }

    private static void write(Packet packet, int form, ByteArrayOutputStream out, Random random) {
        int length = packet.body.length;
        int legacyTag = 0x80 | (packet.tag & 15) << 2;
        switch (form) {
            case 1 -> {
                out.write(legacyTag | 2);
                writeNumber(length, 4, out);
            }
            case 2 -> {
                out.write(legacyTag | 1);
                writeNumber(length, 2, out);
            }
            case 3 -> out.write(legacyTag | 3);
            case 4 -> {
                writePartial(packet, out, random);
                return;
            }
            case 5 -> {
                out.write(0xc0 | packet.tag);
                out.write(255);
                writeNumber(random.nextBoolean() ? -1 : Integer.MAX_VALUE, 4, out);
            }
            case 6 -> {
                out.write(0xc0 | packet.tag);
                out.write(random.nextInt(256));
            }
            case 7 -> {
                out.write(packet.tag);
                out.write(length);
            }
            default -> {
                out.write(0xc0 | packet.tag);
                out.write(255);
                writeNumber(length, 4, out);
            }
        }
        out.writeBytes(packet.body);
    }

    private static void writePartial(Packet packet, ByteArrayOutputStream out, Random random) {
        out.write(0xc0 | packet.tag);
        int at = 0;
        while (packet.body.length - at > 1) {
            int exponent = Math.min(random.nextInt(12), 31 - Integer.numberOfLeadingZeros(packet.body.length - at));
            out.write(224 | exponent);
            out.write(packet.body, at, 1 << exponent);
            at += 1 << exponent;
        }
        out.write(packet.body.length - at);
        out.write(packet.body, at, packet.body.length - at);
    }

    private static void writeNumber(int number, int octets, ByteArrayOutputStream out) {
        for (int i = octets - 1; i >= 0; i--) {
            out.write(number >> (8 * i));
        }
    }
}
