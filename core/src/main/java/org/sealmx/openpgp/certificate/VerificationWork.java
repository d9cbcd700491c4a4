package org.sealmx.openpgp.certificate;

import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.MalformedCertificateException;

/**
 * What may be done to verify the signatures of one certificate where they are. It is enough for all of them unless
 * verifying with the key takes more than four times as long as with RSA-4096, so that nobody is cut off from their mail
 * by signatures that others append; it ends the work for keys that were made to be slow. What {@link Revocations} tries
 * elsewhere is not counted here. Used by one thread.
 */
final class VerificationWork {

    private static final int ORDINARY_RSA_BITS = 4096;
    /** Of the exponent 65537. */
    private static final int ORDINARY_EXPONENT_BITS = 17;
    /** On a curve of so many bits a verification takes about as long as with an ordinary RSA key. */
    private static final int ORDINARY_CURVE_BITS = 128;

    /**
     * As long as with RSA-8192 or the slowest curve in use, P-521: not the key's owner is to blame for the time, but
     * who appends signatures.
     */
    private static final long ORDINARY_COST = 4;

    private long left;

    /** @param verifications how many are made with an ordinary key */
    VerificationWork(long verifications) {
        this.left = verifications;
    }

    /**
     * Notes that a signature is verified.
     *
     * @throws MalformedCertificateException when that is more than may be done: to cut it short could hide a revocation
     */
    void verify(PGPPublicKey key) throws MalformedCertificateException {
        long cost = cost(key);
        left -= cost <= ORDINARY_COST ? 1 : cost;
        if (left < 0) {
            throw new MalformedCertificateException("more signatures than are verified for a key of its size");
        }
    }

    /** What a verification costs, in ordinary ones of a tenth to a quarter of a millisecond. */
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
