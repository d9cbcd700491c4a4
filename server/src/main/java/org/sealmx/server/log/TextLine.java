package org.sealmx.server.log;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.sealmx.server.log.OutcomeFields.Field;

/**
 * {@code name=value}, separated by spaces, as in Postfix' log. A field without a value has {@code -}. Of a value, every
 * octet that could end it or begin another is percent-encoded, as in a URL (RFC 3986 section 2.1).
 */
@Immutable
final class TextLine implements OutcomeLine {

    private static final String NOTHING = "-";
    /** Printable characters of ASCII that have a meaning in a line. */
    private static final String SPECIAL = " \"%,=\\";

    @Override
    public String of(List<Field> fields) {
        return fields.stream().map(TextLine::text).collect(Collectors.joining(" "));
    }

    private static String text(Field field) {
        String value = field.values().stream().map(TextLine::escaped).collect(Collectors.joining(","));
        return field.name() + "=" + (value.isEmpty() ? NOTHING : value);
    }

    static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > ' ' && octet <= '~' && SPECIAL.indexOf(octet) < 0;
            escaped.append(plain ? Character.toString(octet) : "%%%02X".formatted(octet));
        }
        // a dash alone means that there is no value
        return value.equals(NOTHING) ? "%2D" : escaped.toString();
    }
}
