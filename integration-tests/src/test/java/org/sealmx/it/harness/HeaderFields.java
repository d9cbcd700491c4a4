package org.sealmx.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header of a message or of a part, field by field, with folding and letter case as they were.
 *
 * @param fields each field as it is in the message, without its last CR LF, one char for each octet
 */
public record HeaderFields(List<String> fields) {

    /** Splits the octets before the empty line. */
    public static HeaderFields parse(byte[] header) {
        List<String> fields = new ArrayList<>();
        for (String line : new String(header, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            if ((line.startsWith(" ") || line.startsWith("\t")) && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n" + line);
            } else if (!line.isEmpty()) {
                fields.add(line);
            }
        }
        return new HeaderFields(List.copyOf(fields));
    }

    /** The names in order, in lower case. */
    public List<String> names() {
        return fields.stream().map(HeaderFields::name).toList();
    }

    /** The unfolded values of all fields of that name. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(f -> name(f).equalsIgnoreCase(name))
                .map(f -> f.substring(f.indexOf(':') + 1).replace("\r\n", "").trim())
                .toList();
    }

    /** The unfolded value of the first field of that name. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** All fields except those of one name. */
    public List<String> without(String name) {
        return fields.stream().filter(f -> !name(f).equalsIgnoreCase(name)).toList();
    }

    /** The lower-case name of a field. */
    public static String name(String field) {
        int colon = field.indexOf(':');
        return (colon < 0 ? field : field.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
    }
}
