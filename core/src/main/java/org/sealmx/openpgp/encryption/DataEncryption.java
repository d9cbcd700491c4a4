package org.sealmx.openpgp.encryption;

import java.security.SecureRandom;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.sealmx.certificate.CipherSuite;

/** Who does the symmetric encryption: the seam behind which a faster implementation than the library's stands. */
@FunctionalInterface
interface DataEncryption {

    /**
     * The size of the chunks of a version 2 body as a power of two: 64 KiB (RFC 9580 section 5.13.2 allows up to 4
     * MiB).
     */
    int CHUNK_SIZE_BITS = 16;

    /** A builder for the packet version and cipher of a suite, used for one message by one thread. */
    PGPDataEncryptorBuilder builder(CipherSuite suite, SecureRandom random);

    /** The library's own implementation: slow, and the reference. */
    static PGPDataEncryptorBuilder library(CipherSuite suite, SecureRandom random) {
        BcPGPDataEncryptorBuilder builder = new BcPGPDataEncryptorBuilder(suite.algorithm()).setSecureRandom(random);
        if (suite.packetVersion() == 2) {
            // Version 5 is what the library calls LibrePGP's packet with tag 20, which others cannot read: it is its
            // default.
            return builder.setUseV6AEAD().setWithAEAD(AEADAlgorithmTags.OCB, CHUNK_SIZE_BITS);
        }
        return builder.setWithIntegrityPacket(true);
    }
}
