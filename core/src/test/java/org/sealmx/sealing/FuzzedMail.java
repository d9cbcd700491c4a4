package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.fuzz.FuzzTarget;
import org.sealmx.fuzz.Repeatable;
import org.sealmx.mime.PlainSplit;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smime.message.CmsOpener;

/** Seals any message and checks the result. */
public final class FuzzedMail {

    static final List<TestKey> KEYS =
            Repeatable.from(new Random(1), () -> List.of(TestKeys.curve25519(), TestKeys.version6()));
    private static final TestCertificate X509 = TestCertificates.curve("P-256");
    private static final MessageSealer SEALER = new MessageSealer(new SecureRandom());
    private static final String KEPT = "\r\nX-SealMX: kept; delivery=";

    private FuzzedMail() {}

    /** Seals a small message. Certificates for which that fails with the declared exception are expected. */
    public static void sealTo(Usable recipients) {
        try {
            SealedParts.text(seal(new byte[10], recipients));
        } catch (SealingException e) {
            // the only declared exception
        }
    }

    private static SealedMessage seal(byte[] message, Usable recipients) throws SealingException {
        return SEALER.seal(ReceivedMessage.of(message), recipients, Sealing.trace(), new SealingShare());
    }

    /** Seals a message for the recipient with that number. */
    static FuzzTarget.Check seal(byte[] message, int recipient) throws SealingException {
        int number = Math.floorMod(recipient, KEYS.size() + 1);
        if (number == KEYS.size()) {
            String whole = SealedParts.text(seal(message, X509.usable()));
            return () -> checkSmime(new String(message, ISO_8859_1), whole);
        }
        TestKey key = KEYS.get(number);
        SealedMessage sealed = seal(message, key.usable());
        String whole = SealedParts.text(sealed);
        return () -> checkPgpMime(new String(message, ISO_8859_1), sealed, whole, key);
    }

    private static void checkSmime(String message, String whole) {
        String entity = new String(CmsOpener.open(CmsOpener.body(whole), X509), ISO_8859_1);
        SealedEntity.assertKept(message, entity);
        SealedOutside.assertHeader(message, new SealedParts(whole, "", entity));
    }

    /** Messages that are kept have the frame as well, and must not contain anything readable. */
    private static void checkPgpMime(String message, SealedMessage sealed, String whole, TestKey key) {
        assertThat(sealed.size()).isEqualTo(whole.length());
        SealedOutside.assertPgpMime(whole);
        if (whole.substring(0, whole.indexOf("\r\n\r\n")).contains(KEPT)) {
            SealedOutside.assertKeptHeader(message, whole);
            KeptMail.assertNothingIsLost(
                    PlainSplit.of(message).body(), PlainSplit.of(whole).body());
        } else {
            SealedParts parts = SealedParts.of(sealed, key);
            SealedEntity.assertKept(message, parts.entity());
            SealedOutside.assertHeader(message, parts);
        }
    }
}
