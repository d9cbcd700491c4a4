package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.RsaModulus;
import org.sealmx.openpgp.message.RawPacket;

/** Parses single key packets. */
final class KeyMaterial {

    private KeyMaterial() {}

    /**
     * Parses the key of a packet, and checks its numbers if the algorithm can encrypt.
     *
     * @throws MalformedCertificateException when the packet does not contain a supported key
     */
    static PGPPublicKey parse(RawPacket packet) throws MalformedCertificateException {
        try {
            BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packet.whole()));
            if (in.readPacket() instanceof PublicKeyPacket keyPacket) {
                PGPPublicKey key = new PGPPublicKey(keyPacket, new BcKeyFingerprintCalculator());
                if (KeyStrength.canEncrypt(key) && KeyStrength.weakness(key).isEmpty()) {
                    // rejects, for example, a point that is not on its curve
                    RsaModulus.untested(() -> new BcPGPKeyConverter().getPublicKey(key));
                }
                return key;
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw new MalformedCertificateException("a key packet cannot be parsed", e);
        }
        throw new MalformedCertificateException("a packet is not a key packet");
    }

    /** Parses a subkey; empty when it cannot be parsed, so that the other subkeys still count. */
    static Optional<PGPPublicKey> parseIfPossible(RawPacket packet) {
        try {
            return Optional.of(parse(packet));
        } catch (MalformedCertificateException e) {
            return Optional.empty();
        }
    }
}
