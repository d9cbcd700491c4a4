package org.sealmx.certificate;

import java.util.Collection;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;

/** How an OpenPGP message is encrypted: packet version and cipher (RFC 9580 section 5.13). */
public enum CipherSuite {
    /** Version 1 packet, AES-256 in CFB mode with modification detection. */
    SEIPD_V1_AES256(1, SymmetricKeyAlgorithmTags.AES_256),
    /** Version 1 packet, AES-128 in CFB mode with modification detection. */
    SEIPD_V1_AES128(1, SymmetricKeyAlgorithmTags.AES_128),
    /** Version 2 packet, AES-256 in OCB mode. */
    SEIPD_V2_AES256_OCB(2, SymmetricKeyAlgorithmTags.AES_256),
    /** Version 2 packet, AES-128 in OCB mode, which every implementation of version 2 must support. */
    SEIPD_V2_AES128_OCB(2, SymmetricKeyAlgorithmTags.AES_128);

    private final int packetVersion;
    private final int algorithm;

    CipherSuite(int packetVersion, int algorithm) {
        this.packetVersion = packetVersion;
        this.algorithm = algorithm;
    }

    /** The version of the encrypted data packet, 1 or 2. */
    public int packetVersion() {
        return packetVersion;
    }

    /** The symmetric algorithm by its number (RFC 9580 section 9.3). */
    public int algorithm() {
        return algorithm;
    }

    /**
     * The suite that the owners of all subkeys can read: version 2 only when all of them ask for it, and the shorter
     * key as soon as one of them asks for it. Every implementation of OpenPGP can read AES-128.
     *
     * @param subkeys at least one
     * @param version2 which of those that ask for version 2 get it
     * @throws IllegalArgumentException when there is no subkey
     */
    public static CipherSuite forAll(Collection<EncryptionSubkey> subkeys, SeipdV2 version2) {
        if (subkeys.isEmpty()) {
            throw new IllegalArgumentException("at least one subkey is needed to choose a suite");
        }
        if (subkeys.stream().allMatch(version2::isFor)) {
            return subkeys.stream().anyMatch(subkey -> subkey.preferences() == SEIPD_V2_AES128_OCB)
                    ? SEIPD_V2_AES128_OCB
                    : SEIPD_V2_AES256_OCB;
        }
        return subkeys.stream().anyMatch(subkey -> subkey.version1() == SEIPD_V1_AES128)
                ? SEIPD_V1_AES128
                : SEIPD_V1_AES256;
    }
}
