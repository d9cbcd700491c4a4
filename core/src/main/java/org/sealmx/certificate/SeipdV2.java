package org.sealmx.certificate;

import org.bouncycastle.bcpg.PublicKeyPacket;

/**
 * For which certificates the version 2 packet of encrypted data is used (RFC 9580 section 5.13.2). A version 4
 * certificate can promise that its owner's programs read it, and the program that made it may be the only one that
 * does.
 */
public enum SeipdV2 {
    /** For every certificate whose features say that it can be read. */
    ADVERTISED,
    /** For version 6 certificates only, whose every implementation reads it; others get the version 1 packet. */
    V6_ONLY;

    /** Whether a subkey is encrypted to in this way. */
    boolean isFor(EncryptionSubkey subkey) {
        return subkey.preferences().packetVersion() == 2
                && (this == ADVERTISED || subkey.publicKey().getVersion() >= PublicKeyPacket.VERSION_6);
    }
}
