package org.sealmx.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of a message that stay readable outside of the ciphertext. What is not on the list goes inside only, and with it everything
 * that could pretend to be ours. Line ends become CRLF; what could be taken for a line end and is none becomes a space. Immutable.
 */
final class OuterHeader {

    /** A line without its end (RFC 5322 section 2.1.1). */
    static final int MAX_LINE = 998;

    private static final String SUBJECT = "subject";
    private static final String HP_OUTER = "HP-Outer: ";

    private final List<OuterField> fields;

    private OuterHeader(List<OuterField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * A field as it stands outside.
     *
     * @param name  as it was written
     * @param value with folds, and nothing behind
     */
    private record OuterField(String name, String value) {

        String line() {
            return name + ":" + value + "\r\n";
        }

        /** What the encrypted part records about the field (RFC 9788 section 2.2). */
        String hpOuterLine() {
            int firstLine = (value + "\r\n").indexOf('\r');
            if (HP_OUTER.length() + name.length() + 1 + firstLine <= MAX_LINE) {
                return HP_OUTER + line();
            }
            if (HP_OUTER.length() + name.length() + 1 > MAX_LINE) {
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
            } else if (outside.contain(field.lowerCaseName())) {
                fields.add(outside(field));
            }
        }
        return new OuterHeader(fields);
    }

    /** A continuation line of white space only would be the end of the header for some. */
    private static OuterField outside(HeaderField field) {
        String[] lines = field.value().split("\n", -1);
        StringBuilder value = new StringBuilder(printable(lines[0]));
        for (String line : List.of(lines).subList(1, lines.length)) {
            String content = printable(line);
            value.append(content.isEmpty() ? "" : "\r\n").append(content);
        }
        return new OuterField(field.name(), value.toString());
    }

    private static String printable(String line) {
        String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return content.isBlank() ? "" : content.replace('\r', ' ').replace('\0', ' ');
    }

    /** The fields with line ends. */
    String text() {
        return fields.stream().map(OuterField::line).collect(Collectors.joining());
    }

    /** The HP-Outer fields that belong into the encrypted part, with line ends. */
    String hpOuterText() {
        return fields.stream().map(OuterField::hpOuterLine).collect(Collectors.joining());
    }
}
