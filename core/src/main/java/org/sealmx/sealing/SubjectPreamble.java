package org.sealmx.sealing;

import org.sealmx.mime.SplitMessage;

/**
 * The preamble (RFC 2046 section 5.1.1) of a signed message that is encrypted: lines that readers of MIME pass over,
 * with the subject in them. The parameters on multipart/signed are not enough for Thunderbird: it takes the subject
 * from the first header behind the Content-Type of that type, which is meant to be that of the signed part, and which
 * nobody but the signer can change. It finds these lines first. The signature covers the part, and stays good.
 */
final class SubjectPreamble {

    private static final String TYPE = "Content-Type: text/plain; protected-headers=\"v1\"\r\n";

    private SubjectPreamble() {}

    /** The lines to stand before the body; nothing when the message has no subject, or no body. */
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
