package org.sealmx.sealing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.encryption.Decryptor;

/** Seals in the format of leap_mx in tests, and opens the result. */
public final class LeapSealing {

    private static final String CONTENT = "content";

    private LeapSealing() {}

    /** A message sealed for one key. */
    public static SealedMessage seal(MessageSource message, TestKey key) throws SealingException {
        return seal(message, key, new SealingShare());
    }

    static SealedMessage seal(MessageSource message, TestKey key, SealingShare share) throws SealingException {
        return new MessageSealer(new SecureRandom(), TestOptions.with(SealingFormat.LEAP))
                .seal(message, key.usable(), Sealing.trace(), share);
    }

    static String armor(SealedMessage sealed) {
        try (var in = sealed.open()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the message in an armor; the text must contain nothing besides the armor. */
    public static String content(String armor, TestKey key) {
        if (!armor.startsWith("-----BEGIN PGP MESSAGE-----\r\n") || !armor.endsWith("-----END PGP MESSAGE-----\r\n")) {
            throw new AssertionError("there is something around the armor");
        }
        try {
            JsonNode json = new JsonMapper().readTree(Decryptor.entity(armor, key));
            if (json.size() != 2
                    || !json.path("incoming").isBoolean()
                    || !json.path("incoming").booleanValue()
                    || !json.path(CONTENT).isTextual()) {
                throw new AssertionError("not the fields of leap_mx");
            }
            return json.path(CONTENT).textValue();
        } catch (IOException e) {
            throw new AssertionError("no JSON in the armor", e);
        }
    }
}
