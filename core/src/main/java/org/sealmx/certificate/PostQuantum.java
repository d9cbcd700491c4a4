package org.sealmx.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;

/** The algorithms that a quantum computer is not expected to break. */
public final class PostQuantum {

    private PostQuantum() {}

    /**
     * Whether a session key that is encrypted with a public-key algorithm of OpenPGP stays secret from a quantum
     * computer: ML-KEM combined with X25519 or X448 (RFC 9980).
     */
    public static boolean protects(int algorithm) {
        return algorithm == PublicKeyAlgorithmTags.MLKEM768_X25519
                || algorithm == PublicKeyAlgorithmTags.MLKEM1024_X448;
    }

    /** The same for a key of X.509: ML-KEM-768 or ML-KEM-1024 (RFC 9935). */
    public static boolean protects(ASN1ObjectIdentifier algorithm) {
        return algorithm.equals(NISTObjectIdentifiers.id_alg_ml_kem_768)
                || algorithm.equals(NISTObjectIdentifiers.id_alg_ml_kem_1024);
    }
}
