package org.sealmx.sealing;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sealmx.mime.ContentType;
import org.sealmx.mime.HeaderField;
import org.sealmx.mime.TransferEncoding;

/**
 * Checks the fields that a new frame replaces for anything that somebody may have written to be read: a value that
 * programs do not write, an unknown parameter, or a comment. Replacing such a field would lose it.
 */
final class FrameFields {

    /** Fields that the frame or final delivery writes, and fields that could be mistaken for ours. */
    private static final Set<String> REPLACED = Set.of(
            "content-type", "content-transfer-encoding", "content-length", "content-md5", "return-path", "hp-outer");

    private static final String OURS = TraceFields.MARK_FIELD.toLowerCase(Locale.ROOT);
    private static final String MIME_VERSION = "mime-version";

    /** The maximum length: much more than Apple's programs write, and short enough for a pattern with alternatives. */
    private static final int LONGEST_MIME_VERSION = 200;

    /** The version with comments (RFC 2045 section 4), which may be nested once. */
    private static final Pattern VERSION_1 =
            Pattern.compile("1\\.0(?:\\s*\\((?:[^()\\\\]|\\\\.|\\((?:[^()\\\\]|\\\\.)*\\))*\\))*");

    private static final Pattern LENGTH = Pattern.compile("\\d{1,20}");
    private static final Pattern MD5 = Pattern.compile("[0-9A-Za-z+/]{22}==");
    private static final Pattern MARK = Pattern.compile("(?:sealed|kept); delivery=[0-9a-f]{1,64}");

    /**
     * The parameters that mail programs and scanners add to a Content-Type, with their values. The boundary is checked
     * where it is used.
     */
    private static final Map<String, Predicate<String>> PARAMETERS = Map.ofEntries(
            Map.entry("boundary", value -> true),
            matching("protocol", "application/pgp-encrypted"),
            matching("micalg", "(?:pgp-)?(?:md5|ripemd160|sha-?\\d{1,3}|sha3-\\d{3})"),
            Map.entry("charset", FrameFields::isCharset),
            matching("format", "flowed|fixed"),
            matching("delsp", "yes|no"),
            matching("hp", "clear|cipher"),
            matching("protected-headers", "v1"),
            matching("x-action", "pgp-?(?:sign|encrypt|signencrypt)(?:ed)?"),
            matching("x-avg", "cert"),
            matching("x-avg-checked", "avg-ok-[0-9a-f]{1,8}"),
            matching("x-mac-type", "[0-9a-f]{1,8}"),
            matching("x-mac-creator", "[0-9a-f]{1,8}"),
            matching("x-mac-hide-extension", "yes|no"),
            matching("x-unix-mode", "[0-7]{3,4}"));

    private FrameFields() {}

    private static Map.Entry<String, Predicate<String>> matching(String name, String values) {
        return Map.entry(name, Pattern.compile(values, Pattern.CASE_INSENSITIVE).asMatchPredicate());
    }

    /** Whether a new frame replaces a field. An existing MIME-Version field is kept. */
    static boolean replace(HeaderField field) {
        return REPLACED.contains(field.lowerCaseName()) || field.lowerCaseName().startsWith(OURS);
    }

    /**
     * Whether nothing is lost when a new frame replaces fields of a message that arrives encrypted.
     *
     * @param returnPath the new value of the Return-Path field, as octet text
     */
    static boolean sayNothingElse(List<HeaderField> fields, String returnPath) {
        return fields.stream().filter(field -> field.is(MIME_VERSION)).count() <= 1
                && fields.stream().allMatch(field -> saysNothingElse(field, returnPath));
    }

    private static boolean saysNothingElse(HeaderField field, String returnPath) {
        String value = field.value().strip();
        return switch (field.lowerCaseName()) {
            case "content-type" ->
                ContentType.parse(value).filter(FrameFields::saysNothingElse).isPresent();
            case "content-transfer-encoding" ->
                TransferEncoding.of(List.of(field)).isPresent();
            case "content-length" -> LENGTH.matcher(value).matches();
            case "content-md5" -> MD5.matcher(value).matches();
            case MIME_VERSION ->
                value.length() <= LONGEST_MIME_VERSION
                        && VERSION_1.matcher(value).matches();
            case "return-path" -> value.equals(returnPath);
            default -> !replace(field) || (field.is(OURS) && MARK.matcher(value).matches());
        };
    }

    /** Whether a Content-Type has only known parameters, with values that programs write, and no comment. */
    static boolean saysNothingElse(ContentType type) {
        return !type.commented()
                && type.parameters().entrySet().stream().allMatch(parameter -> PARAMETERS
                        .getOrDefault(parameter.getKey(), value -> false)
                        .test(parameter.getValue()));
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
