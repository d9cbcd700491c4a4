package org.sealmx.delivery.lmtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeSet;
import org.sealmx.delivery.store.Placement;

/**
 * The header fields that tell a Sieve script of the next server where a message is wanted. A name that is not printable
 * ASCII is an encoded word (RFC 2047), which Sieve decodes (RFC 5228 section 5.7).
 */
final class PlacementFields {

    private static final String FOLDER = "X-SealMX-Folder";
    private static final String FLAGS = "X-SealMX-Flags";
    /** As many octets of UTF-8 as fit into an encoded word of 75 characters. */
    private static final int WORD = 45;

    private PlacementFields() {}

    /** The fields, each with its CR LF; empty for the inbox without flags. */
    static String of(Placement placement) {
        StringBuilder fields = new StringBuilder();
        placement.folder().ifPresent(folder -> fields.append(FOLDER)
                .append(": ")
                .append(isPlain(folder) ? folder : encoded(folder))
                .append("\r\n"));
        if (!placement.flags().isEmpty()) {
            fields.append(FLAGS)
                    .append(": ")
                    .append(String.join(" ", new TreeSet<>(placement.flags())))
                    .append("\r\n");
        }
        return fields.toString();
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c >= ' ' && c <= '~') && !name.contains("=?");
    }

    private static String encoded(String name) {
        StringBuilder words = new StringBuilder();
        StringBuilder part = new StringBuilder();
        int octets = 0;
        for (int c : name.codePoints().toArray()) {
            String character = Character.toString(c);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > WORD) {
                words.append(word(part)).append("\r\n ");
                part.setLength(0);
                octets = 0;
            }
            part.append(character);
            octets += length;
        }
        return words.append(word(part)).toString();
    }

    private static String word(CharSequence part) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(part.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
