package org.sealmx.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;

/** Messages made at random of everything that is awkward in a header, and what must be left of them. */
final class RandomMessages {

    private static final List<String> LINES = List.of(
            "From: a@example.org",
            "Subject: something",
            "Subject:",
            "Content-Type: text/plain",
            "Content-Type: text/plain; charset=\"utf-8\";",
            "Content-Type: multipart/signed; boundary=x",
            "Content-Type: text",
            "Content-Type: text/plain; name=\"open",
            "content-type : text/html (comment",
            "Content-Transfer-Encoding: 8bit",
            "HP-Outer: Subject: forged",
            "X-SealMX: sealed",
            "no field",
            ": no name",
            "\t",
            " ",
            " continued",
            "\tcontinued; hp=\"clear\"",
            "From someone Mon Jan  1 00:00:00 2024",
            "To:\r",
            "\r",
            "X-Raw: \u00e4\u00ff\0");

    private RandomMessages() {}

    static String next(Random random) {
        StringBuilder message = new StringBuilder();
        for (int lines = random.nextInt(8); lines > 0; lines--) {
            message.append(LINES.get(random.nextInt(LINES.size()))).append(random.nextInt(5) == 0 ? "\n" : "\r\n");
        }
        if (random.nextInt(4) > 0) {
            message.append("\r\nbody ").append(random.nextLong());
        }
        return message.toString();
    }

    /** Every line of the header is there in its order but for those that move into a part, and the body at the end. */
    static void assertKept(String message, String entity) {
        SplitMessage split = SplitMessage.of(Sealing.message(message));
        for (HeaderField field : split.fields()) {
            String content = field.raw()
                    .substring(0, field.raw().length() - field.lineEnd().length());
            assertThat(entity).contains(content);
        }
        String body = SealedParts.text(Sealing.message(message)).substring(headerLength(split));
        boolean wrapped = entity.contains("Content-Type: multipart/mixed; hp=\"cipher\";\r\n boundary=\"=_");
        assertThat(wrapped ? entity.replaceFirst("\r\n--=_[0-9a-f]{40}--\r\n$", "") : entity)
                .endsWith(split.separator() + body);
    }

    private static int headerLength(SplitMessage split) {
        int length = split.separator().length();
        for (HeaderField field : split.fields()) {
            length += field.raw().length();
        }
        return length;
    }
}
