package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.mime.ContentType;
import org.sealmx.mime.PlainSplit;

/**
 * Checks what can be seen of a message without the key: trace fields, the fields of the allow-list, and a frame that is
 * the same for all messages.
 */
final class SealedOutside {

    private static final Set<String> ALLOWED = Set.of(
            "from",
            "to",
            "cc",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "reply-to",
            "auto-submitted",
            "autocrypt",
            "received");
    private static final List<String> TRACE = List.of("return-path", "delivered-to", "received", "x-sealmx");
    private static final Set<String> REPLACED = Set.of(
            "content-type", "content-transfer-encoding", "content-length", "content-md5", "return-path", "hp-outer");
    /** The longest name with which a line can have at most 998 octets, including the colon and a space before it. */
    private static final int LONGEST_NAME = 996;

    private static final Pattern CANARY = Pattern.compile(RandomMessages.CANARY + "[0-9a-f]{16}");
    private static final Pattern TYPE = Pattern.compile("Content-Type: multipart/encrypted; "
            + "protocol=\"application/pgp-encrypted\";\r\n boundary=\"(=_[0-9a-f]{40})\"\r\n");

    private static final Pattern PART_FIELD = Pattern.compile("(?i)content-\\w+:|x-attachment-id:|mime-version:");
    /** The length of a field's name and the longest value that is kept. */
    private static final int LONGEST_KEPT = 250;

    private static final Pattern BASE64_LINE = Pattern.compile("[0-9A-Za-z+/=]{1,76}");

    private SealedOutside() {}

    /** For both formats: checks which fields are outside, and that the entity records each of them. */
    static void assertHeader(String message, SealedParts sealed) {
        PlainSplit original = PlainSplit.asFarAsTheProduct(message);
        List<String> fields = PlainSplit.of(sealed.whole()).fields();
        assertThat(fields.subList(0, TRACE.size()).stream().map(PlainSplit::name))
                .isEqualTo(TRACE);
        int end = fields.indexOf("MIME-Version: 1.0\r\n");
        List<String> kept = condensed(fields.subList(TRACE.size(), end));
        assertThat(kept).isEqualTo(expected(original));
        assertThat(condensed(PlainSplit.of(sealed.entity()).fields().stream()
                        .filter(SealedEntity::isHpOuter)
                        .map(field -> field.substring("HP-Outer:".length()))
                        .toList()))
                .isEqualTo(kept);
        assertThat(fields.subList(end + 1, fields.size()))
                .allMatch(field -> PlainSplit.name(field).startsWith("content-"));
        assertThat(sealed.whole().replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0))
                .isTrue();
        assertLinesAreShort(fields);
        assertNothingHiddenIsSeen(message, sealed.whole(), SealedOutside::isAllowed);
    }

    /**
     * For a message whose ciphertext is kept: checks that every field is outside, except those that the frame replaces,
     * and that no canary is lost.
     */
    static void assertKeptHeader(String message, String whole) {
        List<String> fields = PlainSplit.of(whole).fields();
        List<String> expected = new ArrayList<>(PlainSplit.of(message).fields());
        expected.removeIf(SealedOutside::isReplaced);
        if (expected.stream().noneMatch(field -> PlainSplit.name(field).equals("mime-version"))) {
            expected.add("MIME-Version: 1.0\r\n");
        }
        assertThat(condensed(fields.subList(TRACE.size(), fields.size() - 1))).isEqualTo(condensed(expected));
        assertThat(PlainSplit.name(fields.get(fields.size() - 1))).isEqualTo("content-type");
        assertLinesAreShort(fields);
        assertThat(canaries(whole.replaceAll("\\s", ""))).containsAll(canaries(message));
    }

    private static boolean isReplaced(String field) {
        String name = PlainSplit.name(field);
        return REPLACED.contains(name) || name.startsWith("x-sealmx");
    }

    private static void assertLinesAreShort(List<String> fields) {
        assertThat(fields).allSatisfy(field -> assertThat(field.split("\r\n"))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(998).isNotBlank()));
    }

    private static void assertNothingHiddenIsSeen(String message, String whole, Predicate<String> isOpen) {
        PlainSplit original = PlainSplit.asFarAsTheProduct(message);
        List<String> hidden = canaries(original.body());
        Set<String> open = new HashSet<>();
        for (String field : original.fields()) {
            (isOpen.test(field) ? open : hidden).addAll(canaries(field));
        }
        Set<String> seen = Set.copyOf(canaries(whole));
        hidden.removeAll(open);
        assertThat(hidden).noneMatch(seen::contains);
    }

    private static List<String> canaries(String text) {
        return CANARY.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> expected(PlainSplit original) {
        List<String> expected = new ArrayList<>();
        boolean subject = false;
        for (String field : original.fields()) {
            if (isAllowed(field)) {
                expected.add(field);
            } else if (PlainSplit.name(field).equals("subject") && !subject) {
                expected.add("Subject: [...]");
                subject = true;
            }
        }
        return condensed(expected);
    }

    private static boolean isAllowed(String field) {
        String name = PlainSplit.name(field);
        return ALLOWED.contains(name) || (name.startsWith("list-") && name.length() <= LONGEST_NAME);
    }

    /** The fields without white space and characters that are replaced by it. */
    private static List<String> condensed(List<String> fields) {
        return fields.stream()
                .map(field -> field.replaceAll("[\\s\\x00\\x1c-\\x1f]+", ""))
                .toList();
    }

    /**
     * For PGP/MIME: checks that there are exactly two parts with nothing around them (RFC 3156 section 4), in ASCII
     * lines; lines that SealMX writes are short.
     */
    static void assertPgpMime(String whole) {
        PlainSplit sealed = PlainSplit.of(whole);
        List<String> types = sealed.fields().stream()
                .filter(field -> PlainSplit.name(field).startsWith("content-t"))
                .toList();
        assertThat(types).singleElement().matches(field -> TYPE.matcher(field).matches());
        String delimiter = "\r\n--" + TYPE.matcher(types.get(0)).replaceFirst("$1");
        List<String> sections = List.of(("\r\n" + sealed.body()).split(delimiter, -1));
        assertThat(sections).hasSize(4).startsWith("").endsWith("--\r\n");
        PlainSplit version = PlainSplit.of(sections.get(1).substring(2));
        assertType(version, "application/pgp-encrypted");
        assertThat(version.body()).isEqualTo("Version: 1\r\n");
        PlainSplit armored = PlainSplit.of(sections.get(2).substring(2));
        assertType(armored, "application/octet-stream");
        int longest = String.join("", sealed.fields()).contains("X-SealMX: kept;") ? LONGEST_KEPT : 78;
        assertThat(sealed.body().lines().allMatch(line -> line.length() <= longest))
                .isTrue();
        assertThat(sealed.body().chars().allMatch(c -> c < 0x80)).isTrue();
        assertArmor(List.of(armored.body().split("\r\n", -1)));
    }

    private static void assertType(PlainSplit part, String type) {
        assertThat(part.fields().stream().filter(field -> PlainSplit.name(field).equals("content-type")))
                .singleElement()
                .satisfies(field -> assertThat(ContentType.parse(
                                field.substring(field.indexOf(':') + 1).strip()))
                        .get()
                        .returns(type, ContentType::type));
        assertThat(part.fields())
                .allMatch(field -> PART_FIELD.matcher(field).lookingAt())
                .noneMatch(field -> PlainSplit.name(field).equals("content-transfer-encoding"));
    }

    private static void assertArmor(List<String> lines) {
        assertThat(lines).startsWith("-----BEGIN PGP MESSAGE-----").endsWith("-----END PGP MESSAGE-----", "");
        int empty = lines.indexOf("");
        assertThat(lines.subList(1, empty)).hasSizeLessThanOrEqualTo(10).allMatch(line -> line.matches("[-\\w]+: .*"));
        List<String> content = lines.subList(empty + 1, lines.size() - 2);
        assertThat(content).isNotEmpty();
        assertThat(content.stream().allMatch(BASE64_LINE.asMatchPredicate())).isTrue();
    }
}
