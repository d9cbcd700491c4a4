package org.sealmx.sealing;

import java.util.List;
import java.util.Random;

/**
 * Random messages with everything that is awkward in MIME; octets are characters of ISO 8859-1. Text that must be
 * hidden contains canaries: words of {@link #CANARY} and 16 hexadecimal digits.
 */
public final class RandomMessages {

    /** The beginning of every canary. */
    public static final String CANARY = "canary";

    private static final int DEEPEST = 4;

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
            "Content-Type:\r\n text/plain;\r\n\tcharset=us-ascii (a \\( comment)",
            "Content-Type: text/plain; hp=\"clear\"",
            "Content-Transfer-Encoding: 8bit",
            "Content-Transfer-Encoding:\r\n BINARY",
            "HP-Outer: Subject: forged",
            "X-SealMX: sealed",
            "MIME-Version: 1.0",
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

    private static final List<String> NAMES = List.of(
            "From",
            "TO",
            "Cc ",
            "Date",
            "message-id\t",
            "References",
            "List-Unsubscribe",
            "Received",
            "Autocrypt",
            "Subject",
            "subject ",
            "Bcc",
            "Sender",
            "Comments",
            "DKIM-Signature",
            "Resent-From",
            "X-SealMX-Foo",
            "HP-Outer",
            "Content-Description",
            "Content-Disposition",
            "Content-ID");

    private static final List<String> TYPES = List.of(
            "multipart/mixed",
            "Multipart/Alternative",
            "multipart/related; type=\"text/html\"",
            "multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha512",
            "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256",
            "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
            "multipart/digest",
            "multipart/x-unknown");

    private static final List<String> BOUNDARIES = List.of(
            "b",
            "=_b 1",
            "--",
            "--b",
            "b--",
            "'()+_,-./:=?",
            "",
            "ends with space ",
            "\u00e4",
            "0123456789012345678901234567890123456789012345678901234567890123456789more",
            "-----BEGIN PGP MESSAGE-----");

    private static final List<String> BODY_LINES = List.of(
            "",
            " ",
            "text",
            "trailing space \t ",
            "From here",
            ">From there",
            ".",
            "..",
            "-- ",
            "--b",
            "--b--",
            "--",
            "=",
            "=0D=0A=",
            "Content-Type: multipart/mixed; boundary=b",
            "-----BEGIN PGP MESSAGE-----",
            "-----END PGP MESSAGE-----",
            "\u00c3\u00a4\u00ff\u0080",
            "\0",
            "bare\rcarriage return",
            "\r",
            "\u001a");

    private static final List<String> LINE_ENDS = List.of("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\n\r", "");

    private RandomMessages() {}

    /** The next message; it is the same for the same random sequence. */
    public static String next(Random random) {
        return random.nextInt(10) == 0 ? octets(random, random.nextInt(300)) : entity(random, 0);
    }

    /** Header, separator and body, each of which may be missing. */
    private static String entity(Random random, int depth) {
        StringBuilder entity = new StringBuilder();
        header(random, entity);
        if (random.nextInt(3) > 0) {
            String boundary = pick(random, BOUNDARIES);
            entity.append("Content-Type: ").append(pick(random, TYPES)).append(boundaryParameter(random, boundary));
            endOfLine(random, entity);
            header(random, entity);
            separator(random, entity);
            entity.append(multipart(random, boundary, depth));
        } else {
            separator(random, entity);
            entity.append(text(random));
        }
        int length = entity.length();
        return random.nextInt(8) == 0 && length > 0 ? entity.substring(0, random.nextInt(length)) : entity.toString();
    }

    private static String boundaryParameter(Random random, String boundary) {
        return switch (random.nextInt(6)) {
            case 0 -> "; boundary=" + boundary;
            case 1 -> ";\r\n\tBOUNDARY = \"" + boundary + "\" (comment; boundary=x)";
            case 2 -> "; boundary*0=\"" + boundary + "\"";
            case 3 -> "; boundary=\"" + boundary + "\"; boundary=other";
            default -> "; boundary=\"" + boundary + "\"";
        };
    }

    private static void header(Random random, StringBuilder header) {
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            header.append(random.nextBoolean() ? pick(random, LINES) : field(random));
            endOfLine(random, header);
        }
    }

    private static void endOfLine(Random random, StringBuilder header) {
        header.append(random.nextInt(6) == 0 ? "\n" : "\r\n");
    }

    private static String field(Random random) {
        StringBuilder field = new StringBuilder(pick(random, NAMES)).append(':');
        for (int words = random.nextInt(5); words > 0; words--) {
            field.append(pick(random, List.of(" ", "", "\t", "\r\n ", "\n\t", "\r\n \r\n ", "\r", "\0", "\u00e4 ")));
            field.append(random.nextInt(12) == 0 ? "x".repeat(random.nextInt(2200)) : canary(random));
        }
        return field.toString();
    }

    private static void separator(Random random, StringBuilder entity) {
        entity.append(pick(random, List.of("\r\n", "\r\n", "\r\n", "\n", "")));
    }

    private static String multipart(Random random, String boundary, int depth) {
        StringBuilder body = new StringBuilder(random.nextInt(4) == 0 ? text(random) : "");
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            body.append(random.nextInt(6) == 0 ? "" : "\r\n").append("--").append(boundary);
            body.append(pick(random, List.of("\r\n", "\r\n", "\r\n", "\n", " \t\r\n", "")));
            body.append(depth < DEEPEST && random.nextBoolean() ? entity(random, depth + 1) : text(random));
        }
        if (random.nextInt(4) > 0) {
            body.append("\r\n--").append(boundary).append("--").append(pick(random, LINE_ENDS));
        }
        return body.append(random.nextInt(4) == 0 ? text(random) : "").toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            text.append(
                    switch (random.nextInt(12)) {
                        case 0 -> octets(random, random.nextInt(100));
                        case 1 -> canary(random).repeat(random.nextInt(120));
                        case 2 -> pick(random, LINES);
                        case 3, 4, 5 -> canary(random);
                        default -> pick(random, BODY_LINES);
                    });
            text.append(pick(random, LINE_ENDS));
        }
        return text.toString();
    }

    private static String canary(Random random) {
        return CANARY + "%016x".formatted(random.nextLong());
    }

    private static String octets(Random random, int length) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < length; i++) {
            octets.append((char) random.nextInt(256));
        }
        return octets.toString();
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** As {@link SealedEntity#assertKept}. */
    static void assertKept(String message, String entity) {
        SealedEntity.assertKept(message, entity);
    }
}
