package org.sealmx.it.clients;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of the matrix, all from one sender and dated now: programs doubt a signature that is not as old as its
 * message.
 */
final class TestMessages {

    /** Appears in the text of each message. */
    static final String TEXT = "The text that everybody should see";

    private static final String TEXT_PART = "Content-Type: text/plain; charset=utf-8\n\n" + TEXT + ".\n";

    private static final String WITH_ATTACHMENT = """
            Content-Type: multipart/mixed; boundary="=_mixed"

            --=_mixed
            Content-Type: text/plain; charset=utf-8

            %s.
            --=_mixed
            Content-Type: application/pdf
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; %s

            JVBERi0xLjQgbm90aGluZw==
            --=_mixed--
            """;

    private static final String ALTERNATIVE = """
            Content-Type: multipart/alternative; boundary="=_alternative"

            --=_alternative
            Content-Type: text/plain; charset=utf-8

            %1$s.
            --=_alternative
            Content-Type: text/html; charset=utf-8

            <p>%1$s.</p>
            --=_alternative--
            """;

    private static final String FORWARDED = """
            Content-Type: multipart/mixed; boundary="=_forward"

            --=_forward
            Content-Type: text/plain; charset=utf-8

            See below.
            --=_forward
            Content-Type: message/rfc822

            From: carol@example.net
            Subject: Inner subject
            Content-Type: text/plain

            %s.
            --=_forward--
            """;

    private final Sender sender;
    private final String date =
            DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));

    /** @param sender the person who writes and signs them */
    TestMessages(Sender sender) {
        this.sender = sender;
    }

    /** All of them. */
    List<TestMessage> all() throws Exception {
        List<TestMessage> all = new ArrayList<>(unsigned());
        all.addAll(signedByOpenPgp());
        all.addAll(signedBySmime());
        return all;
    }

    /** Those without a signature. */
    List<TestMessage> unsigned() {
        List<TestMessage> all = new ArrayList<>();
        all.add(unsigned("plain text", "Lunch on Tuesday", TEXT_PART));
        all.add(of(
                "encoded subject",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus =?utf-8?Q?K=C3=B6ln?=",
                "Grüße aus Köln",
                Signature.NONE,
                TEXT_PART));
        all.add(of(
                "folded subject",
                "A subject that is long enough\n for its sender to fold it",
                "A subject that is long enough for its sender to fold it",
                Signature.NONE,
                TEXT_PART));
        all.add(unsigned("no Content-Type", "Written by hand", "\n" + TEXT + ".\n"));
        all.add(unsigned("empty Content-Type", "Nothing said", "Content-Type:\n\n" + TEXT + ".\n"));
        all.add(unsigned(
                "hp-legacy-display",
                "Not to be hidden",
                "Content-Type: text/plain; hp-legacy-display=\"1\"; protected-headers=\"v1\"\n\n" + TEXT
                        + ".\n\nMore.\n"));
        all.add(
                unsigned(
                        "quoted-printable",
                        "Encoded text",
                        "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nThe text that every=\nbody should see.\n"));
        all.add(unsigned("text and HTML", "Both", ALTERNATIVE.formatted(TEXT)));
        all.add(unsigned(
                "attachment", "With a file", WITH_ATTACHMENT.formatted(TEXT, "filename=\"plan.pdf\""), "plan.pdf"));
        all.add(unsigned(
                "encoded file name",
                "With another file",
                WITH_ATTACHMENT.formatted(TEXT, "filename*=utf-8''%C3%9Cbersicht.pdf"),
                "Übersicht.pdf"));
        all.add(unsigned("forwarded message", "Fwd: see below", FORWARDED.formatted(TEXT)));
        return all;
    }

    private List<TestMessage> signedByOpenPgp() throws Exception {
        List<TestMessage> all = new ArrayList<>();
        all.add(signed("signed", "I sign this", TEXT_PART, SignedForm.PLAIN));
        all.add(signed(
                "signed, attachment",
                "Signed file",
                WITH_ATTACHMENT.formatted(TEXT, "filename=plan.pdf"),
                SignedForm.PLAIN,
                "plan.pdf"));
        all.add(signed("signed, changed on the way", "Do not believe this", TEXT_PART, SignedForm.CHANGED));
        all.add(signed("signed, with a preamble", "Signed by Enigmail", TEXT_PART, SignedForm.PREAMBLE));
        all.add(signed(
                "signed, header protected by its sender",
                "Signed subject",
                TEXT_PART.replaceFirst("utf-8", "utf-8; protected-headers=\"v1\"\nSubject: Signed subject"),
                SignedForm.PLAIN));
        return all;
    }

    /** Those with an S/MIME signature, detached and opaque. */
    List<TestMessage> signedBySmime() throws Exception {
        return List.of(
                signed("signed by S/MIME", "I sign this", sender.signBySmime(crlf(TEXT_PART))),
                signed("signed by S/MIME, opaque", "I sign around", sender.signBySmime(crlf(TEXT_PART), "-nodetach")));
    }

    private TestMessage signed(String name, String subject, String entity) {
        return of(name, subject, subject, Signature.GOOD, entity);
    }

    private TestMessage unsigned(String name, String subject, String entity, String... attachments) {
        return of(name, subject, subject, Signature.NONE, entity, attachments);
    }

    /**
     * The part keeps its last line end: if a multipart is signed without one, notmuch reports it as changed, sealed or
     * not.
     */
    private TestMessage signed(String name, String subject, String part, SignedForm form, String... attachments)
            throws Exception {
        String signedPart = crlf(part);
        String entity = form.entity(signedPart, crlf(sender.sign(signedPart).strip()));
        return of(name, subject, subject, form.signature(), entity, attachments);
    }

    /**
     * @param field the value of the Subject field
     * @param mime Content fields, an empty line, and the body, with line ends of any kind
     */
    private TestMessage of(
            String name, String field, String subject, Signature signature, String mime, String... attachments) {
        String entity = crlf(mime);
        String fields = "From: %s\nTo: alice@example.org\nSubject: %s\nDate: %s\nMIME-Version: 1.0\n"
                .formatted(sender.address(), field, date);
        int contentFields = entity.startsWith("\r\n") ? 0 : entity.indexOf("\r\n\r\n") + 2;
        return new TestMessage(
                name,
                crlf(fields) + entity.substring(0, contentFields),
                entity.substring(contentFields + 2),
                subject,
                List.of(TEXT),
                List.of(attachments),
                signature);
    }

    private static String crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
