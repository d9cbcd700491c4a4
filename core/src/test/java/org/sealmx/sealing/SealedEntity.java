package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealmx.mime.ContentType;
import org.sealmx.mime.PlainSplit;

/** Checks what must be in the encrypted entity: every octet of the message's body, and every field. */
final class SealedEntity {

    private static final String PARAMETERS = "hp=\"cipher\"; protected-headers=\"v1\"";
    private static final String ADDED_TYPE = "Content-Type: text/plain; " + PARAMETERS + "\r\n";
    private static final Pattern WRAPPING =
            Pattern.compile("Content-Type: multipart/mixed; " + PARAMETERS + ";\r\n boundary=\"(=_[0-9a-f]{40})\"\r\n");
    private static final Set<String> SEPARATORS = Set.of(";\r\n ", "\r\n ", "\r\n ; ");
    private static final String PREAMBLE = "Content-Type: text/plain; protected-headers=\"v1\"\r\n";
    private static final Pattern SMIME_SIGNATURE = Pattern.compile(
            "(?is)multipart/signed.*application/(x-)?pkcs7-signature|application/(x-)?pkcs7-mime.*signed-data");
    private static final Pattern EMPTY_TYPE = Pattern.compile("[^:]*:[ \t\r\n]*");

    private SealedEntity() {}

    /** Compares the entity with the message, for headers that are short enough to be parsed whole. */
    static void assertKept(String message, String entity) {
        PlainSplit original = PlainSplit.asFarAsTheProduct(message);
        PlainSplit sealed = PlainSplit.of(entity);
        List<String> fields = new ArrayList<>(sealed.fields());
        fields.removeIf(SealedEntity::isHpOuter);
        var wrapping =
                fields.stream().filter(f -> WRAPPING.matcher(f).matches()).findFirst();
        if (wrapping.isPresent()) {
            assertWrapped(original, fields, wrapping.get(), sealed.body());
        } else {
            assertThat(original.cut())
                    .as("a message whose header is cut is wrapped")
                    .isFalse();
            assertPlain(original, fields);
            assertBody(original, sealed, preamble(original));
        }
    }

    private static void assertPlain(PlainSplit original, List<String> fields) {
        List<String> expected = new ArrayList<>(PlainSplit.contents(original.fields()));
        List<String> actual = new ArrayList<>(fields);
        if (expected.stream().noneMatch(SealedEntity::isContentType)) {
            assertThat(actual.remove(ADDED_TYPE)).as("a type is added").isTrue();
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            String content = PlainSplit.content(actual.get(i));
            if (isContentType(expected.get(i))) {
                assertThat(content).startsWith(expected.get(i));
                String added = content.substring(expected.get(i).length());
                assertAdded(expected.get(i), added);
            } else {
                assertThat(content).isEqualTo(expected.get(i));
            }
            assertLineEnd(original.fields().get(i), actual.get(i));
        }
    }

    private static void assertAdded(String contentType, String added) {
        if (SMIME_SIGNATURE.matcher(contentType).find()) {
            assertThat(added).isEmpty();
            return;
        }
        if (EMPTY_TYPE.matcher(contentType).matches()) {
            assertThat(added).isIn(" text/plain; " + PARAMETERS, "\r\n text/plain; " + PARAMETERS);
            return;
        }
        boolean there = contentType.toLowerCase(Locale.ROOT).contains("protected-headers");
        String parameters = there ? PARAMETERS.substring(0, PARAMETERS.indexOf(';')) : PARAMETERS;
        assertThat(added).endsWith(parameters);
        String separator = added.substring(0, added.length() - parameters.length());
        assertThat(SEPARATORS).contains(separator);
        assertThat(contentType + separator).as("a semicolon divides").contains(";");
    }

    private static void assertLineEnd(String original, String actual) {
        String end = original.substring(PlainSplit.content(original).length());
        assertThat(actual.substring(PlainSplit.content(actual).length())).isEqualTo(end.isEmpty() ? "\r\n" : end);
    }

    private static void assertWrapped(PlainSplit original, List<String> fields, String wrapping, String body) {
        int at = fields.indexOf(wrapping);
        fields.remove(at);
        if (at < fields.size() && fields.get(at).matches("Content-Transfer-Encoding: (8bit|binary)\r\n")) {
            fields.remove(at);
        }
        String boundary = WRAPPING.matcher(wrapping).replaceFirst("$1");
        String begin = "--" + boundary + "\r\n";
        String end = "\r\n--" + boundary + "--\r\n";
        String before =
                mentionsLegacyDisplay(original) ? begin + "Content-Type: text/plain\r\n\r\n\r\n" + begin : begin;
        assertThat(body).startsWith(before).endsWith(end);
        long moved =
                original.fields().stream().filter(SealedEntity::movesIntoPart).count();
        PlainSplit part = PlainSplit.of(
                body.substring(before.length(), body.length() - end.length()),
                original.cut() ? (int) moved : Integer.MAX_VALUE);
        assertThat(PlainSplit.contents(fields))
                .isEqualTo(PlainSplit.contents(original.fields().stream()
                        .filter(field -> !movesIntoPart(field))
                        .toList()));
        assertThat(PlainSplit.contents(part.fields()))
                .isEqualTo(PlainSplit.contents(original.fields().stream()
                        .filter(SealedEntity::movesIntoPart)
                        .toList()));
        assertBody(original, part, "");
    }

    /** Whether the message mentions a Legacy Display; if such a message is wrapped, an empty text precedes it. */
    private static boolean mentionsLegacyDisplay(PlainSplit original) {
        List<String> types = original.fields().stream()
                .filter(SealedEntity::isContentType)
                .map(field -> field.toLowerCase(Locale.ROOT))
                .toList();
        String body = original.body().toLowerCase(Locale.ROOT);
        return Stream.concat(types.stream(), Stream.of(body))
                .anyMatch(text -> text.contains("protected-headers") || text.contains("hp-legacy-display"));
    }

    /** The preamble of a message with an OpenPGP signature, which is not wrapped. */
    private static String preamble(PlainSplit original) {
        boolean signed = original.fields().stream()
                .filter(SealedEntity::isContentType)
                .filter(field -> !SMIME_SIGNATURE.matcher(field).find())
                .anyMatch(field -> ContentType.parse(
                                field.substring(field.indexOf(':') + 1).strip())
                        .filter(type -> type.type().equals("multipart/signed"))
                        .isPresent());
        return !signed || original.separator().isEmpty()
                ? ""
                : original.fields().stream()
                        .filter(field -> PlainSplit.name(field).equals("subject"))
                        .findFirst()
                        .map(subject -> PREAMBLE + subject + "\r\n")
                        .orElse("");
    }

    private static void assertBody(PlainSplit original, PlainSplit sealed, String preamble) {
        boolean added = original.separator().isEmpty() && !original.cut();
        assertThat(sealed.separator()).isEqualTo(added ? "\r\n" : original.separator());
        assertThat(sealed.body()).isEqualTo(preamble + original.body());
    }

    private static boolean isContentType(String field) {
        return PlainSplit.name(field).equals("content-type");
    }

    private static boolean movesIntoPart(String field) {
        return PlainSplit.name(field).startsWith("content-") || isHpOuter(field);
    }

    /** Judges by the name, because the value may begin on the next line. */
    static boolean isHpOuter(String field) {
        return PlainSplit.name(field).equals("hp-outer");
    }
}
