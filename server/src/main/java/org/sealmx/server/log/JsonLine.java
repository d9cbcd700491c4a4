package org.sealmx.server.log;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.stream.Collectors;
import org.sealmx.server.log.OutcomeFields.Field;

/**
 * One JSON object in ASCII (RFC 8259). A field without a value is {@code null}, or an empty array if it is a list;
 * {@code delay} and {@code code} are numbers.
 */
@Immutable
final class JsonLine implements OutcomeLine {

    @Override
    public String of(List<Field> fields) {
        return fields.stream().map(JsonLine::member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Field field) {
        return quoted(field.name()) + ":" + value(field);
    }

    private static String value(Field field) {
        if (field.isList()) {
            return field.values().stream().map(JsonLine::quoted).collect(Collectors.joining(",", "[", "]"));
        }
        if (field.values().isEmpty()) {
            return "null";
        }
        String value = field.values().get(0);
        return field.isNumber() ? value : quoted(value);
    }

    /** A string of printable ASCII only, so that no reader takes a part of it for the end of the line. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
