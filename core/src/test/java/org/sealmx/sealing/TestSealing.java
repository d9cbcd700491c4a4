package org.sealmx.sealing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;

/**
 * Sealed messages for the tests of what comes after sealing. They are really sealed: there is no other way to make one.
 */
public final class TestSealing {

    private TestSealing() {}

    /** A message with this text as its body, sealed for a key that the tests have. */
    public static SealedMessage sealed(String body) {
        try {
            return sealed(ReceivedMessage.of(("Subject: canary\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8)));
        } catch (SealingException e) {
            throw new AssertionError(e);
        }
    }

    /** The message, sealed for a key that the tests have. */
    static SealedMessage sealed(MessageSource message) throws SealingException {
        return new MessageSealer(new SecureRandom())
                .seal(message, Sealing.KEY.usable(), Sealing.trace(), new SealingShare());
    }
}
