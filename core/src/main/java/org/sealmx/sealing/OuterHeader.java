package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealmx.mime.Folding;
import org.sealmx.mime.HeaderField;

/**
 * The fields of a message that stay readable outside the ciphertext. Fields that are not on the list, and fields that
 * could be mistaken for ours, go inside only. Line ends become CRLF, other octets that could be taken for a line end
 * become spaces, and lines of more than 998 octets are folded.
 */
@Immutable
final class OuterHeader {

    /** The maximum length of a name. A name cannot be folded, so a space, the name and the colon must fit on a line. */
    private static final int LONGEST_NAME = Folding.MAX_LINE - 2;

    private static final String SUBJECT = "subject";
    private static final String HP_OUTER = "HP-Outer: ";

    private final List<OuterField> fields;

    private OuterHeader(List<OuterField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * A field of the outer header.
     *
     * @param name the name as written
     * @param value the value with folds, without the end of its last line
     */
    @Immutable
    private record OuterField(String name, String value) {

        String line() {
            return name + ":" + value + "\r\n";
        }

        /** The record of the field in the encrypted part (RFC 9788 section 2.2). */
        String hpOuterLine() {
            int firstLine = (value + "\r\n").indexOf('\r');
            if (HP_OUTER.length() + name.length() + 1 + firstLine <= Folding.MAX_LINE) {
                return HP_OUTER + line();
            }
            if (HP_OUTER.length() + name.length() + 1 > Folding.MAX_LINE) {
                // there is no room after the name, and perhaps nowhere to fold
                return HP_OUTER.stripTrailing() + "\r\n " + line();
            }
            // a fold after the name keeps every line within its former length
            boolean folds = HeaderField.isWhiteSpace(value.charAt(0));
            return HP_OUTER + name + ":\r\n" + (folds ? "" : " ") + value + "\r\n";
        }
    }

    /** Selects the fields of a message that stay outside. */
    static OuterHeader of(List<HeaderField> all, OuterFields outside) {
        List<OuterField> fields = new ArrayList<>();
        boolean subjectSeen = false;
        for (HeaderField field : all) {
            if (field.is(SUBJECT)) {
                if (!subjectSeen) {
                    fields.add(
                            outside.subject() == OuterSubject.KEPT
                                    ? outside(field)
                                    : new OuterField("Subject", " [...]"));
                }
                subjectSeen = true;
            } else if (outside.contain(field.lowerCaseName()) && canBeFolded(field)) {
                fields.add(outside(field));
            }
        }
        return new OuterHeader(fields);
    }

    /**
     * The fields of a message whose ciphertext is kept, except those that a new frame replaces: they are all kept,
     * including the Subject, since they are not in the ciphertext.
     *
     * @param returnPath the new value of the Return-Path field, as octet text
     * @return empty when a field cannot stay outside, or a replaced field says more than its replacement
     */
    static Optional<OuterHeader> ofKept(List<HeaderField> all, String returnPath) {
        List<HeaderField> kept =
                all.stream().filter(field -> !FrameFields.replace(field)).toList();
        return FrameFields.sayNothingElse(all, returnPath) && kept.stream().allMatch(OuterHeader::canBeFolded)
                ? Optional.of(
                        new OuterHeader(kept.stream().map(OuterHeader::outside).toList()))
                : Optional.empty();
    }

    private static boolean canBeFolded(HeaderField field) {
        return !field.name().isEmpty() && field.name().length() <= LONGEST_NAME;
    }

    /** Drops blank continuation lines, which some programs take for the end of the header. */
    private static OuterField outside(HeaderField field) {
        String[] lines = field.value().split("\n", -1);
        List<String> value = new ArrayList<>(Folding.lines(printable(lines[0]), column(field.name())));
        for (String line : List.of(lines).subList(1, lines.length)) {
            String content = printable(line);
            value.addAll(content.isEmpty() ? List.of() : Folding.lines(content, 0));
        }
        return new OuterField(field.name(), String.join("\r\n", value));
    }

    /**
     * The column in which a value begins. After a long name it includes the space that {@link OuterField#hpOuterLine}
     * puts before the name.
     */
    private static int column(String name) {
        int column = name.length() + 1;
        return HP_OUTER.length() + column > Folding.MAX_LINE ? column + 1 : column;
    }

    private static String printable(String line) {
        String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String printable = content.replace('\r', ' ').replace('\0', ' ');
        return printable.isBlank() ? "" : printable;
    }

    /** Whether there is a MIME-Version field. */
    boolean hasMimeVersion() {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase("MIME-Version"));
    }

    /** The fields, each with its line end. */
    String text() {
        return fields.stream().map(OuterField::line).collect(Collectors.joining());
    }

    /** The HP-Outer fields for the encrypted part, each with its line end. */
    String hpOuterText() {
        return fields.stream().map(OuterField::hpOuterLine).collect(Collectors.joining());
    }
}
