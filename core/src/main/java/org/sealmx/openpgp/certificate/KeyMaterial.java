package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.RawAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.agreement.X448Agreement;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.params.X448PrivateKeyParameters;
import org.bouncycastle.crypto.params.X448PublicKeyParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPCompositeKeyParameters;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.PostQuantum;
import org.sealmx.certificate.RsaModulus;
import org.sealmx.openpgp.message.RawPacket;

/** Parses single key packets, and checks the numbers in them. */
final class KeyMaterial {

    private KeyMaterial() {}

    /**
     * Parses the key of a packet. {@link #fault} checks its numbers.
     *
     * @throws MalformedCertificateException when the packet does not contain a supported key
     */
    static PGPPublicKey parse(RawPacket packet) throws MalformedCertificateException {
        try {
            BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packet.whole()));
            if (in.readPacket() instanceof PublicKeyPacket keyPacket) {
                if (PostQuantum.protects(keyPacket.getAlgorithm())
                        && keyPacket.getEncodedContents().length != packet.body().length) {
                    throw new MalformedCertificateException("a key packet is longer than its key");
                }
                return new PGPPublicKey(keyPacket, new BcKeyFingerprintCalculator());
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

    /**
     * Why nothing can be encrypted to a key although its algorithm and strength are acceptable: for example, a point
     * that is not on its curve, a share of X25519 with which everybody has the same secret, or an ML-KEM key that is
     * not reduced modulo q (FIPS 203 section 7.2). Empty when there is no fault, and for keys that do not encrypt.
     */
    static Optional<String> fault(PGPPublicKey key) {
        if (!KeyStrength.canEncrypt(key) || KeyStrength.weakness(key).isPresent()) {
            return Optional.empty();
        }
        try {
            agree(RsaModulus.<AsymmetricKeyParameter, PGPException>untested(
                    () -> new BcPGPKeyConverter().getPublicKey(key)));
            return Optional.empty();
        } catch (PGPException | RuntimeException e) {
            return Optional.of("a key of public-key algorithm " + key.getAlgorithm() + " with impossible numbers");
        }
    }

    /**
     * Derives a secret from a key of X25519 or X448, as each encryption does with another private key. Whether that
     * succeeds does not depend on the private key.
     */
    private static void agree(AsymmetricKeyParameter key) {
        if (key instanceof BcPGPCompositeKeyParameters composite) {
            agree(composite.getTraditionalKey());
        } else if (key instanceof X25519PublicKeyParameters) {
            byte[] any = new byte[X25519PrivateKeyParameters.KEY_SIZE];
            agree(new X25519Agreement(), new X25519PrivateKeyParameters(any), key);
        } else if (key instanceof X448PublicKeyParameters) {
            byte[] any = new byte[X448PrivateKeyParameters.KEY_SIZE];
            agree(new X448Agreement(), new X448PrivateKeyParameters(any), key);
        }
    }

    private static void agree(RawAgreement agreement, AsymmetricKeyParameter any, AsymmetricKeyParameter key) {
        agreement.init(any);
        agreement.calculateAgreement(key, new byte[agreement.getAgreementSize()], 0);
    }
}
