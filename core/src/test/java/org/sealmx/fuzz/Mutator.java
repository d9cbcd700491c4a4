package org.sealmx.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes octets at random: flips, cuts, copies, lengths and meaningful words. Immutable and thread-safe. */
public final class Mutator {

    private static final int LARGEST = 128 * 1024;
    private static final int NEAR = 100;
    private static final int[] OCTETS = {0, 1, 2, 0x1f, 0x20, 0x7f, 0x80, 0xbf, 0xc0, 0xdf, 0xe0, 0xfe, 0xff, '\r', '\n'
    };
    private static final long[] NUMBERS = {
        0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffffL, 0x80000000L, 0xfffffffeL, 0xffffffffL
    };

    private final List<byte[]> words;

    /** @param words words that mean something to the code that reads the octets, in ISO 8859-1 */
    public Mutator(List<String> words) {
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /**
     * Makes one to four changes.
     *
     * @param other octets from which pieces may be taken
     */
    public byte[] mutate(byte[] octets, byte[] other, Random random) {
        byte[] result = octets;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            result = change(result, other, random);
        }
        return result.length > LARGEST ? Arrays.copyOf(result, LARGEST) : result;
    }

    private byte[] change(byte[] octets, byte[] other, Random random) {
        int at = place(octets, random);
        int to = at + random.nextInt(Math.min(octets.length - at, 1 << random.nextInt(12)) + 1);
        byte[] head = Arrays.copyOf(octets, at);
        byte[] piece = Arrays.copyOfRange(octets, at, to);
        byte[] tail = Arrays.copyOfRange(octets, to, octets.length);
        return switch (random.nextInt(12)) {
            case 0, 1 -> overwritten(octets, at, (byte) (1 << random.nextInt(8)), true);
            case 2 -> overwritten(octets, at, (byte) OCTETS[random.nextInt(OCTETS.length)], false);
            case 3 -> number(octets, at, random);
            case 4 -> join(head, tail);
            case 5 -> join(head, piece, piece, tail);
            case 6 -> join(head, repeated(piece, random), tail);
            case 7 -> join(head, slice(other, random), tail);
            case 8 -> join(tail, piece, head);
            case 9 -> random.nextInt(4) == 0 ? head : join(head, noise(random), tail);
            case 10 -> words.isEmpty() ? join(head, noise(random), tail) : join(head, word(random), tail);
            default -> words.isEmpty() ? join(head, piece) : join(head, repeated(word(random), random), tail);
        };
    }

    /** A random position, often near the end or where a line begins. */
    private static int place(byte[] octets, Random random) {
        int span = random.nextInt(4) == 0 ? Math.min(octets.length, NEAR) : octets.length;
        int at = octets.length - random.nextInt(span + 1);
        boolean atLine = random.nextInt(3) == 0;
        while (atLine && at > 0 && at < octets.length && octets[at - 1] != '\n') {
            at++;
        }
        return at;
    }

    private byte[] word(Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static byte[] overwritten(byte[] octets, int at, byte value, boolean flip) {
        byte[] result = octets.clone();
        if (at < result.length) {
            result[at] = flip ? (byte) (result[at] ^ value) : value;
        }
        return result;
    }

    /** Overwrites one to four octets with a number, high octet first, as in lengths. */
    private static byte[] number(byte[] octets, int at, Random random) {
        byte[] result = octets.clone();
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        int width = 1 + random.nextInt(4);
        for (int i = 0; i < width && at + i < result.length; i++) {
            result[at + i] = (byte) (number >> (8 * (width - 1 - i)));
        }
        return result;
    }

    private static byte[] repeated(byte[] piece, Random random) {
        int times = Math.min(1 << random.nextInt(1 + random.nextInt(16)), LARGEST / Math.max(1, piece.length));
        byte[] result = new byte[times * piece.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, result, i * piece.length, piece.length);
        }
        return result;
    }

    private static byte[] slice(byte[] octets, Random random) {
        int from = random.nextInt(octets.length + 1);
        return Arrays.copyOfRange(octets, from, from + random.nextInt(octets.length - from + 1));
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        return noise;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
