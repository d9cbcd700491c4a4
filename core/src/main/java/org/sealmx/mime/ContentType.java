package org.sealmx.mime;

import com.google.errorprone.annotations.Immutable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a Content-Type field that conforms to the grammar of RFC 2045 section 5.1, with comments and folds where
 * RFC 5322 allows them. A trailing semicolon is common and allowed; more than {@link #MOST_PARAMETERS} parameters are
 * not.
 *
 * @param type for example {@code text/plain}, in lower case
 * @param parameters the values, without quotation marks, by lower-case name
 * @param openSemicolon whether the value ends with a semicolon
 * @param commented whether the value contains a comment
 */
@Immutable
public record ContentType(String type, Map<String, String> parameters, boolean openSemicolon, boolean commented) {

    /** The maximum number of parameters; real fields have a handful. */
    public static final int MOST_PARAMETERS = 100;

    /** Copies the map. */
    public ContentType {
        // Map.copyOf has no defence against names that a sender chose so that their hashes collide
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Parses a value; empty when it does not conform to the grammar or has too many parameters. */
    public static Optional<ContentType> parse(String value) {
        return new Parser(value).contentType();
    }

    /** Whether there is a parameter of that name, in the plain form or one of the forms of RFC 2231. */
    public boolean hasParameter(String name) {
        return parameters.keySet().stream().anyMatch(p -> p.equals(name) || p.startsWith(name + "*"));
    }

    /** The value of a parameter in the plain form. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Parser {

        private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`{|}~";

        private final String text;
        private int position;
        private boolean commented;

        Parser(String text) {
            this.text = text;
        }

        Optional<ContentType> contentType() {
            if (!skipCommentsAndSpace()) {
                return Optional.empty();
            }
            String type = token();
            if (type.isEmpty() || !skipCommentsAndSpace() || !take('/') || !skipCommentsAndSpace()) {
                return Optional.empty();
            }
            String subtype = token();
            Map<String, String> values = new LinkedHashMap<>();
            boolean openSemicolon = false;
            if (subtype.isEmpty() || !skipCommentsAndSpace()) {
                return Optional.empty();
            }
            while (position < text.length()) {
                if (!take(';') || !skipCommentsAndSpace()) {
                    return Optional.empty();
                }
                openSemicolon = position == text.length();
                if (!openSemicolon && !parameter(values)) {
                    return Optional.empty();
                }
            }
            return Optional.of(
                    new ContentType((type + "/" + subtype).toLowerCase(Locale.ROOT), values, openSemicolon, commented));
        }

        /**
         * Reads name, equals sign and value; false when one of them is missing, the name is a duplicate, or there are
         * too many parameters.
         */
        private boolean parameter(Map<String, String> values) {
            if (values.size() == MOST_PARAMETERS) {
                return false;
            }
            String name = token().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || !skipCommentsAndSpace() || !take('=') || !skipCommentsAndSpace()) {
                return false;
            }
            int start = position;
            boolean quoted = quotedString();
            String value = quoted ? text.substring(start + 1, position - 1).replaceAll("(?s)\\\\(.)", "$1") : token();
            return (quoted || !value.isEmpty()) && skipCommentsAndSpace() && values.putIfAbsent(name, value) == null;
        }

        private String token() {
            int start = position;
            while (position < text.length() && isTokenCharacter(text.charAt(position))) {
                position++;
            }
            return text.substring(start, position);
        }

        private static boolean isTokenCharacter(char c) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || TOKEN_SPECIALS.indexOf(c) >= 0;
        }

        private boolean take(char c) {
            if (position < text.length() && text.charAt(position) == c) {
                position++;
                return true;
            }
            return false;
        }

        /** Reads a quoted string; false when there is none or it is not closed. */
        private boolean quotedString() {
            return take('"') && skipDelimited('"', '"');
        }

        /** Skips white space, folds and comments; false when a comment is not closed or there is a lone CR. */
        private boolean skipCommentsAndSpace() {
            while (position < text.length()) {
                char c = text.charAt(position);
                if (c == '(') {
                    position++;
                    commented = true;
                    if (!skipDelimited('(', ')')) {
                        return false;
                    }
                } else if (HeaderField.isWhiteSpace(c) || c == '\n' || text.startsWith("\r\n", position)) {
                    position++;
                } else {
                    return c != '\r';
                }
            }
            return true;
        }

        /** Skips to the matching end character, past quoted pairs and nested pairs; false when there is none. */
        private boolean skipDelimited(char begin, char end) {
            int depth = 1;
            while (depth > 0 && position < text.length()) {
                char c = text.charAt(position++);
                if (c == '\\') {
                    // a backslash may be the last character
                    position = Math.min(position + 1, text.length());
                } else if (c == end) {
                    depth--;
                } else if (c == begin) {
                    depth++;
                } else if (c < ' ' && c != '\t' && c != '\r' && c != '\n') {
                    return false;
                }
            }
            return depth == 0;
        }
    }
}
