package org.sealmx.openpgp.certificate;

import java.util.Optional;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.PostQuantum;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Says why a subkey is not used that cannot be read, or has no signature that verifies. It matters only to words: those
 * with which a certificate that has nothing else is refused, and the remark about one that has.
 */
final class UnreadableSubkey {

    /** In a packet of version 4 or later (RFC 9580 section 5.5.2): after the version and the creation time. */
    private static final int ALGORITHM_AT = 5;
    /** ML-KEM of LibrePGP, which RFC 9580 leaves reserved. */
    private static final int LIBREPGP_KYBER = 8;

    private UnreadableSubkey() {}

    /**
     * Why a subkey for post-quantum encryption is not used that has signatures, none of which verifies: an octet of it
     * is wrong, or a stranger has added it. Empty for subkeys of other kinds, which prove nothing when they are
     * unbound.
     *
     * @param certificate the fingerprint of the certificate it belongs to
     */
    static Optional<CertificateEvaluation> unbound(String certificate, PGPPublicKey subkey) {
        return PostQuantum.protects(subkey.getAlgorithm())
                ? Optional.of(new Malformed(
                        Optional.of(certificate),
                        "no signature on a subkey of public-key algorithm " + subkey.getAlgorithm()
                                + " verifies (it is damaged, or not the owner's)"))
                : Optional.empty();
    }

    /**
     * Why a subkey is not used; empty when there is nothing to say about it.
     *
     * @param certificate the fingerprint of the certificate it belongs to
     */
    static Optional<CertificateEvaluation> reason(String certificate, RawPacket packet) {
        byte[] body = packet.body();
        if (body.length <= ALGORITHM_AT) {
            return Optional.empty();
        }
        int version = body[0];
        int algorithm = body[ALGORITHM_AT] & 0xff;
        if (algorithm == LIBREPGP_KYBER && version < PublicKeyPacket.VERSION_6) {
            return Optional.of(new NotForEncryption(certificate, "a LibrePGP key that only GnuPG opens"));
        }
        if (PostQuantum.protects(algorithm)) {
            return Optional.of(new Malformed(
                    Optional.of(certificate),
                    "a subkey of public-key algorithm " + algorithm + " whose parts have the wrong length"));
        }
        return Optional.empty();
    }
}
