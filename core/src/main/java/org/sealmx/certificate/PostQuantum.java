package org.sealmx.certificate;

import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;

/** The algorithms of OpenPGP that a quantum computer is not expected to break (RFC 9980). */
public final class PostQuantum {

    private PostQuantum() {}

    /**
     * Whether a session key that is encrypted with a public-key algorithm stays secret from a quantum computer: ML-KEM
     * combined with X25519 or X448.
     */
    public static boolean protects(int algorithm) {
        return algorithm == PublicKeyAlgorithmTags.MLKEM768_X25519
                || algorithm == PublicKeyAlgorithmTags.MLKEM1024_X448;
    }
}
