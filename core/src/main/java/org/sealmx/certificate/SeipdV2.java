package org.sealmx.certificate;

import org.bouncycastle.bcpg.PublicKeyPacket;

/**
 * The certificates for which the version 2 packet of encrypted data is used (RFC 9580 section 5.13.2). A version 4
 * certificate can advertise that its owner's programs read it, although perhaps only the program that made the
 * certificate does.
 */
public enum SeipdV2 {
    /** Every certificate whose features advertise it. */
    ADVERTISED,
    /**
     * Only version 6 certificates, since every implementation of version 6 reads it; others get the version 1 packet.
     */
    V6_ONLY;

    /** Whether the version 2 packet may be used for a subkey. */
    boolean isFor(EncryptionSubkey subkey) {
        return subkey.preferences().packetVersion() == 2
                && (this == ADVERTISED || subkey.publicKey().getVersion() >= PublicKeyPacket.VERSION_6);
    }
}
