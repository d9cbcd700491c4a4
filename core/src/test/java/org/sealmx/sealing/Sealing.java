package org.sealmx.sealing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Seals messages in tests. */
public final class Sealing {

    static final TestKey KEY = TestKeys.curve25519();

    private Sealing() {}

    static TraceFields trace() {
        return new TraceFields(
                ReversePath.of(address("sender@example.net")),
                address("alice@example.org"),
                "from mx.example.org by backend.example.org with LMTP id 42; Sun, 1 Jun 2025 12:00:00 +0000",
                "0123456789abcdef");
    }

    static EmailAddress address(String text) {
        try {
            return EmailAddress.parse(text);
        } catch (AddressSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A message whose octets are the characters of a text. */
    public static ReceivedMessage message(String octets) {
        return ReceivedMessage.of(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    static SealedParts seal(String octets) throws SealingException {
        return seal(octets, SealingOptions.DEFAULT);
    }

    static SealedParts seal(String octets, OuterSubject subject) throws SealingException {
        return seal(octets, TestOptions.with(OuterFields.DEFAULT.with(subject)));
    }

    static SealedParts seal(String octets, SealingOptions options) throws SealingException {
        SealedMessage sealed = new MessageSealer(new SecureRandom(), options)
                .seal(message(octets), KEY.usable(), trace(), new SealingShare());
        return SealedParts.of(sealed, KEY);
    }
}
