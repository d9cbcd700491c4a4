package org.sealmx.sealing;

import org.sealmx.mime.SplitMessage;

/**
 * The preamble (RFC 2046 section 5.1.1) of a signed message that is encrypted: lines that MIME readers skip, with the
 * subject in them. For Thunderbird, the parameters on multipart/signed are not enough: it takes the subject from the
 * first header after that Content-Type. This is usually the header of the signed part, which only the signer can
 * change; with the preamble, Thunderbird finds these lines first. The signature covers only the part and remains valid.
 */
final class SubjectPreamble {

    private static final String TYPE = "Content-Type: text/plain; protected-headers=\"v1\"\r\n";

    private SubjectPreamble() {}

    /** The lines to put before the body; empty when the message has no subject or no body. */
    static String of(SplitMessage message) {
        if (message.separator().isEmpty()) {
            return "";
        }
        return message.fields().stream()
                .filter(field -> field.is("subject"))
                .findFirst()
                .map(subject -> TYPE + subject.raw() + "\r\n")
                .orElse("");
    }
}
