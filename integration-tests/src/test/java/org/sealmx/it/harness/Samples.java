package org.sealmx.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Messages of every shape that Postfix may send. */
public final class Samples {

    private static final int LONGEST_LINE = 998;

    private Samples() {}

    /** All of them except the large and the signed one. */
    public static List<Sample> small() {
        return List.of(
                plain(),
                utf8(),
                utf8Header(),
                attachments(),
                base64(),
                quotedPrintable(),
                formatFlowed(),
                dots(),
                noBody(),
                emptyBody(),
                noMessageId(),
                duplicateFields(),
                longestLines(),
                foldedFields(),
                nestedMessage(),
                strangeMime(),
                emptyLinesAtTheEnd());
    }

    static Sample plain() {
        return Sample.lines(
                "plain text",
                "From: Sender <sender@example.com>",
                "To: alice@example.org",
                "Subject: A plain message",
                "Date: Sat, 21 Nov 2026 10:00:00 +0000",
                "Message-ID: <plain@example.com>",
                "",
                "Hello Alice,",
                "",
                "this is plain text.");
    }

    static Sample utf8() {
        return Sample.utf8Lines(
                "8bit UTF-8",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: =?utf-8?B?R3LDvMOfZQ==?=",
                "Message-ID: <utf8@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                "Grüße aus Köln – 日本語, emoji 🔒");
    }

    static Sample utf8Header() {
        return Sample.utf8Lines(
                "raw UTF-8 in the header",
                "From: Jörg <sender@example.com>",
                "To: alice@example.org",
                "Subject: Grüße",
                "Message-ID: <utf8-header@example.com>",
                "",
                "Body.");
    }

    static Sample attachments() {
        byte[] picture = new byte[3_000];
        new Random(1).nextBytes(picture);
        String encoded = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(picture);
        return Sample.lines(
                "multipart with attachments",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: Two attachments",
                "Message-ID: <attachments@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed;",
                "\tboundary=\"=_outer\"",
                "",
                "This is a message in MIME format.",
                "",
                "--=_outer",
                "Content-Type: multipart/alternative; boundary=inner",
                "",
                "--inner",
                "Content-Type: text/plain",
                "",
                "See attached.",
                "--inner",
                "Content-Type: text/html",
                "",
                "<p>See attached.</p>",
                "--inner--",
                "--=_outer",
                "Content-Type: image/png; name=a.png",
                "Content-Disposition: attachment; filename=a.png",
                "Content-Transfer-Encoding: base64",
                "",
                encoded,
                "--=_outer",
                "Content-Type: text/x-patch",
                "Content-Disposition: attachment; filename=\"b c.patch\"",
                "",
                "--- a",
                "+++ b",
                "",
                "--=_outer--",
                "An epilogue.");
    }

    static Sample base64() {
        return Sample.lines(
                "base64",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: base64",
                "Message-ID: <base64@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "Content-Transfer-Encoding: base64",
                "",
                "SGVsbG8gQWxpY2UsIHRoaXMg",
                "aXMgYmFzZTY0Lg==");
    }

    static Sample quotedPrintable() {
        return Sample.lines(
                "quoted-printable with soft breaks",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: quoted-printable",
                "Message-ID: <qp@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Gr=C3=BC=C3=9Fe, a soft=",
                " break and a space at the end=20");
    }

    static Sample formatFlowed() {
        return Sample.lines(
                "format=flowed with trailing spaces",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: flowed",
                "Message-ID: <flowed@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; format=flowed; delsp=yes",
                "",
                "This line flows ",
                "into this one.   ",
                "-- ",
                "A signature\t");
    }

    static Sample dots() {
        return Sample.lines(
                "dots at line starts",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: dots",
                "Message-ID: <dots@example.com>",
                "",
                ".",
                "..",
                ". a",
                "..two dots",
                "...",
                "no dot.",
                ".");
    }

    static Sample noBody() {
        return Sample.lines(
                "no body and no empty line",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: nothing",
                "Message-ID: <nobody@example.com>");
    }

    static Sample emptyBody() {
        return Sample.lines(
                "empty body",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: empty",
                "Message-ID: <empty@example.com>",
                "");
    }

    static Sample noMessageId() {
        return Sample.lines("no Message-ID, no Date, no To", "From: sender@example.com", "Subject: bare", "", "Bare.");
    }

    static Sample duplicateFields() {
        return Sample.lines(
                "duplicate header fields",
                "Received: from a.example.com by b.example.com; Sat, 21 Nov 2026 09:00:00 +0000",
                "Received: from b.example.com by c.example.com; Sat, 21 Nov 2026 09:00:01 +0000",
                "From: sender@example.com",
                "From: second@example.com",
                "To: alice@example.org",
                "To: team@example.org",
                "Subject: first",
                "SUBJECT: second",
                "X-Trace: 1",
                "X-Trace: 1",
                "X-Trace: 2",
                "Message-ID: <first@example.com>",
                "Message-Id: <second@example.com>",
                "",
                "Duplicates.");
    }

    static Sample longestLines() {
        return Sample.lines(
                "998-octet lines",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: long",
                "Message-ID: <long@example.com>",
                "",
                "x".repeat(LONGEST_LINE),
                "." + "y".repeat(LONGEST_LINE - 1),
                "z".repeat(LONGEST_LINE));
    }

    static Sample foldedFields() {
        return Sample.lines(
                "folded fields and odd spacing",
                "From:sender@example.com",
                "To:  alice@example.org,",
                "\tteam@example.org,",
                "   \"Last, First\" <first@example.com>",
                "Subject: folded",
                " over",
                "\tthree lines",
                "X-Empty:",
                "x-MiXeD-CaSe: kept",
                "References: <1@example.com>",
                "\t<2@example.com>",
                "Message-ID: <folded@example.com>",
                "",
                "Folded.");
    }

    static Sample nestedMessage() {
        return Sample.lines(
                "message/rfc822 inside",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: Fwd",
                "Message-ID: <nested@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: message/rfc822",
                "",
                "From: other@example.com",
                "Subject: inner",
                "",
                "Inner body.");
    }

    static Sample strangeMime() {
        return Sample.lines(
                "wrong MIME",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: wrong",
                "Message-ID: <wrong@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=never-seen",
                "Content-Transfer-Encoding: x-none-such",
                "X-SealMX: sealed",
                "",
                "--other",
                "no end");
    }

    /** A message that already claims to have header protection. */
    public static Sample foreignProtection() {
        return Sample.lines(
                "header protection by the sender",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: protected",
                "Message-ID: <protected@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; hp=\"clear\"",
                "Content-Transfer-Encoding: 7bit",
                "HP-Outer: Subject: [forged]",
                "",
                "Text.");
    }

    static Sample emptyLinesAtTheEnd() {
        return Sample.lines(
                "many empty lines at the end",
                "From: sender@example.com",
                "To: alice@example.org",
                "Subject: the end",
                "Message-ID: <end@example.com>",
                "",
                "Text.",
                "",
                "",
                "");
    }

    /** A message of about that many octets, whose lines all differ. */
    public static Sample large(int size) {
        StringBuilder text = new StringBuilder(size + 200);
        text.append("From: sender@example.com\r\nTo: alice@example.org\r\nSubject: large\r\n")
                .append("Message-ID: <large@example.com>\r\n\r\n");
        for (int line = 0; text.length() < size; line++) {
            text.append(numberedLine(line)).append("\r\n");
        }
        return new Sample("of " + size + " octets", Octets.of(text.toString()));
    }

    /** A line of {@link #large}. */
    public static String numberedLine(int number) {
        return "line %09d of a large message, padded to a usual length".formatted(number);
    }
}
