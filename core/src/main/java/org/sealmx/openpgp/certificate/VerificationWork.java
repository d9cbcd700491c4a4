package org.sealmx.openpgp.certificate;

import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.MalformedCertificateException;

/**
 * The budget for verifying the signatures of one certificate in their places. It suffices for all of them unless
 * verifying with the key takes more than four times as long as with RSA-4096. So signatures that others append cannot
 * cut anybody off from mail, while keys that were made to be slow exhaust the budget. What {@link Revocations} tries
 * elsewhere does not count here. Used by one thread.
 */
final class VerificationWork {

    private static final int ORDINARY_RSA_BITS = 4096;
    /** The length of the exponent 65537. */
    private static final int ORDINARY_EXPONENT_BITS = 17;
    /** With a curve of this many bits, a verification takes about as long as with an ordinary RSA key. */
    private static final int ORDINARY_CURVE_BITS = 128;

    /**
     * The cost of RSA-8192 and of P-521, the slowest curve in use. Up to this cost, the time is not the fault of the
     * key's owner, but of those who append signatures.
     */
    private static final long ORDINARY_COST = 4;

    private long left;

    /** @param verifications the number of verifications with an ordinary key */
    VerificationWork(long verifications) {
        this.left = verifications;
    }

    /**
     * Charges the budget for one verification.
     *
     * @throws MalformedCertificateException when the budget is exhausted, since verifying only some signatures could
     *     miss a revocation
     */
    void verify(PGPPublicKey key) throws MalformedCertificateException {
        long cost = cost(key);
        left -= cost <= ORDINARY_COST ? 1 : cost;
        if (left < 0) {
            throw new MalformedCertificateException("too many signatures to verify for a key of its size");
        }
    }

    /**
     * The cost of a verification, in ordinary ones of a tenth to a quarter of a millisecond. SLH-DSA takes six to eight
     * times as long and counts as one all the same: the text of a certificate has room for 400 such signatures, and
     * shorter ones are refused without any work.
     */
    static long cost(PGPPublicKey key) {
        if (key.getPublicKeyPacket().getKey() instanceof RSAPublicBCPGKey rsa) {
            long size = Math.max(1, rsa.getModulus().bitLength() / ORDINARY_RSA_BITS);
            long exponent = Math.max(1, rsa.getPublicExponent().bitLength() / ORDINARY_EXPONENT_BITS);
            return size * size * exponent;
        }
        return key.getAlgorithm() == PublicKeyAlgorithmTags.ECDSA
                ? Math.max(1, key.getBitStrength() / ORDINARY_CURVE_BITS)
                : 1;
    }
}
