package org.sealmx.sealing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealmx.mime.Folding;
import org.sealmx.mime.HeaderField;

/**
 * The fields of a message that stay readable outside of the ciphertext. What is not on the list goes inside only, and
 * with it everything that could pretend to be ours. Line ends become CRLF; what could be taken for a line end and is
 * none becomes a space; lines above 998 octets are folded. Immutable.
 */
final class OuterHeader {

    /** A name that fills a line cannot be folded; a space before it and the colon behind it must fit. */
    private static final int LONGEST_NAME = Folding.MAX_LINE - 2;

    private static final String SUBJECT = "subject";
    private static final String HP_OUTER = "HP-Outer: ";

    private final List<OuterField> fields;

    private OuterHeader(List<OuterField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * A field as it stands outside.
     *
     * @param name as it was written
     * @param value with folds, and nothing behind
     */
    private record OuterField(String name, String value) {

        String line() {
            return name + ":" + value + "\r\n";
        }

        /** What the encrypted part records about the field (RFC 9788 section 2.2). */
        String hpOuterLine() {
            int firstLine = (value + "\r\n").indexOf('\r');
            if (HP_OUTER.length() + name.length() + 1 + firstLine <= Folding.MAX_LINE) {
                return HP_OUTER + line();
            }
            if (HP_OUTER.length() + name.length() + 1 > Folding.MAX_LINE) {
                // no room behind the name, and perhaps nothing to fold there
                return HP_OUTER.stripTrailing() + "\r\n " + line();
            }
            // the fold takes the place of the name, so that no line becomes longer than it was
            boolean folds = HeaderField.isWhiteSpace(value.charAt(0));
            return HP_OUTER + name + ":\r\n" + (folds ? "" : " ") + value + "\r\n";
        }
    }

    /** Of all fields of a message those that stay outside. */
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
     * All fields of a message whose ciphertext is kept, but those that a frame of ours replaces: what the sender left
     * readable is nowhere else. The Subject among them stays as it is.
     *
     * @param returnPath as it is written anew, octets as characters
     * @return empty when one of them cannot stay outside, or one that is replaced says more than its replacement
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

    /** A continuation line of white space only would be the end of the header for some. */
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
     * Where a value begins; one behind a long name leaves room for the space before the name that
     * {@link OuterField#hpOuterLine} needs.
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

    /** Whether one of them says the version of MIME. */
    boolean hasMimeVersion() {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase("MIME-Version"));
    }

    /** The fields with line ends. */
    String text() {
        return fields.stream().map(OuterField::line).collect(Collectors.joining());
    }

    /** The HP-Outer fields that belong in the encrypted part, with line ends. */
    String hpOuterText() {
        return fields.stream().map(OuterField::hpOuterLine).collect(Collectors.joining());
    }
}
