package org.sealmx.smime.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sealmx.fuzz.Mutator;

/**
 * Changes DER at random so that most of it stays DER: it moves, doubles and nests elements, and changes types and
 * lengths.
 */
final class DerMutator {

    private static final int[] TAGS = {
        1, 2, 3, 4, 5, 6, 0x0c, 0x13, 0x17, 0x18, 0x24, 0x30, 0x31, 0x80, 0xa0, 0xa3, 0xbf, 0xff
    };
    private static final int DEEPEST = 20_000;

    private final Mutator octets = new Mutator(List.of());

    /** The positions where an element begins, where its content begins, and where it ends. */
    private record Element(int start, int content, int end) {}

    byte[] mutate(byte[] der, byte[] other, Random random) {
        List<Element> elements = elements(der);
        if (elements.isEmpty()) {
            return octets.mutate(der, other, random);
        }
        Element element = elements.get(random.nextInt(elements.size()));
        byte[] whole = Arrays.copyOfRange(der, element.start, element.end);
        byte[] content = Arrays.copyOfRange(der, element.content, element.end);
        byte[] changed =
                switch (random.nextInt(9)) {
                    case 0 -> new byte[0];
                    case 1 -> join(whole, whole);
                    case 2 -> {
                        whole[0] = (byte) TAGS[random.nextInt(TAGS.length)];
                        yield whole;
                    }
                    case 3 -> nested(whole, random.nextBoolean() ? 30 : DEEPEST, random);
                    case 4 -> element(whole[0], octets.mutate(content, other, random));
                    case 5 -> element(whole[0], new byte[random.nextInt(5000)]);
                    case 6 ->
                        join(
                                new byte[] {whole[0], (byte) (0x80 | random.nextInt(9)), (byte) random.nextInt(256)},
                                content);
                    case 7 -> {
                        List<Element> theirs = elements(other);
                        Element piece = theirs.get(random.nextInt(theirs.size()));
                        yield Arrays.copyOfRange(other, piece.start, piece.end);
                    }
                    default -> octets.mutate(whole, other, random);
                };
        return replaced(der, elements, element, changed);
    }

    /** Replaces an element and adjusts the lengths of all elements around it. */
    private static byte[] replaced(byte[] der, List<Element> elements, Element element, byte[] changed) {
        byte[] result = changed;
        Element inner = element;
        for (int i = elements.indexOf(element) - 1; i >= 0; i--) {
            Element outer = elements.get(i);
            if (outer.content <= inner.start && inner.end <= outer.end) {
                byte[] content = join(
                        Arrays.copyOfRange(der, outer.content, inner.start),
                        result,
                        Arrays.copyOfRange(der, inner.end, outer.end));
                result = element(der[outer.start], content);
                inner = outer;
            }
        }
        return result;
    }

    private static byte[] nested(byte[] inner, int depth, Random random) {
        byte[] begin = new byte[2 * depth];
        for (int i = 0; i < depth; i++) {
            begin[2 * i] = (byte) (random.nextInt(8) == 0 ? 0xa0 : 0x30);
            begin[2 * i + 1] = (byte) 0x80;
        }
        return join(begin, inner, new byte[2 * depth]);
    }

    private static byte[] element(byte tag, byte[] content) {
        int length = content.length;
        byte[] header = length < 128
                ? new byte[] {tag, (byte) length}
                : new byte[] {tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        return join(header, content);
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** All elements, outer ones before inner ones. */
    private static List<Element> elements(byte[] der) {
        List<Element> elements = new ArrayList<>();
        collect(der, 0, der.length, elements);
        return elements;
    }

    private static void collect(byte[] der, int from, int to, List<Element> elements) {
        int at = from;
        while (at + 2 <= to) {
            int first = der[at + 1] & 0xff;
            int content = at + 2;
            int length = first;
            if (first > 0x80 && first < 0x84 && content + (first & 3) <= to) {
                length = 0;
                for (int i = 0; i < (first & 3); i++) {
                    length = (length << 8) | (der[content++] & 0xff);
                }
            }
            if (first == 0x80 || first > 0x83 || content + length > to) {
                return;
            }
            elements.add(new Element(at, content, content + length));
            if ((der[at] & 0x20) != 0) {
                collect(der, content, content + length, elements);
            }
            at = content + length;
        }
    }
}
