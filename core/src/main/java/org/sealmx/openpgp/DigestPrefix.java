package org.sealmx.openpgp;

import java.io.OutputStream;
import java.util.Arrays;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.PGPContentVerifier;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilder;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * Compares the digest of what is signed with the two octets of it that a signature repeats (RFC 9580 section 5.2.3). It proves nothing, and
 * costs a fraction of a verification: with it a signature is tried on many keys.
 *
 * @param expected the two octets
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DigestPrefix(byte[] expected) implements PGPContentVerifierBuilderProvider {

    @Override
    public PGPContentVerifierBuilder get(int keyAlgorithm, int hashAlgorithm) throws PGPException {
        PGPDigestCalculator digest = new BcPGPDigestCalculatorProvider().get(hashAlgorithm);
        return key -> new Comparison(digest, keyAlgorithm, key);
    }

    private final class Comparison implements PGPContentVerifier {

        private final PGPDigestCalculator digest;
        private final int keyAlgorithm;
        private final PGPPublicKey key;

        Comparison(PGPDigestCalculator digest, int keyAlgorithm, PGPPublicKey key) {
            this.digest = digest;
            this.keyAlgorithm = keyAlgorithm;
            this.key = key;
        }

        @Override
        public int getHashAlgorithm() {
            return digest.getAlgorithm();
        }

        @Override
        public int getKeyAlgorithm() {
            return keyAlgorithm;
        }

        @Override
        public long getKeyID() {
            return key.getKeyID();
        }

        @Override
        public boolean verify(byte[] signature) {
            return Arrays.equals(Arrays.copyOf(digest.getDigest(), expected.length), expected);
        }

        @Override
        public OutputStream getOutputStream() {
            return digest.getOutputStream();
        }
    }
}
