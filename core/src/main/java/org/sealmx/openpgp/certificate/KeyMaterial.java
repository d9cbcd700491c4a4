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
     * The key of a packet, whose numbers are checked as far as the algorithm is one that encrypts.
     *
     * @throws MalformedCertificateException when the packet holds no key that is understood
     */
    static PGPPublicKey parse(RawPacket packet) throws MalformedCertificateException {
        try {
            BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packet.whole()));
            if (in.readPacket() instanceof PublicKeyPacket keyPacket) {
                PGPPublicKey key = new PGPPublicKey(keyPacket, new BcKeyFingerprintCalculator());
                if (KeyStrength.canEncrypt(key) && KeyStrength.weakness(key).isEmpty()) {
                    // a point that is not on its curve ends here
                    RsaModulus.untested(() -> new BcPGPKeyConverter().getPublicKey(key));
                }
                return key;
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw new MalformedCertificateException("a key that cannot be understood", e);
        }
        throw new MalformedCertificateException("something else stands where a key belongs");
    }

    /** The key of a subkey packet; empty when it is not understood, since the other subkeys count then. */
    static Optional<PGPPublicKey> parseIfPossible(RawPacket packet) {
        try {
            return Optional.of(parse(packet));
        } catch (MalformedCertificateException e) {
            return Optional.empty();
        }
    }
}
