package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.ThreadSafe;
import java.security.SecureRandom;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.sealmx.certificate.CipherSuite;

/** The symmetric encryption, as an interface so that it can be faster than the library's. */
@ThreadSafe
@FunctionalInterface
interface DataEncryption {

    /**
     * The size of the chunks of a version 2 body as a power of two: 64 KiB (RFC 9580 section 5.13.2 allows up to 4
     * MiB).
     */
    int CHUNK_SIZE_BITS = 16;

    /** A builder for the packet version and cipher of a suite, for one message and one thread. */
    PGPDataEncryptorBuilder builder(CipherSuite suite, SecureRandom random);

    /** The library's own implementation, which is slow and serves as the reference. */
    static PGPDataEncryptorBuilder library(CipherSuite suite, SecureRandom random) {
        BcPGPDataEncryptorBuilder builder = new BcPGPDataEncryptorBuilder(suite.algorithm()).setSecureRandom(random);
        if (suite.packetVersion() == 2) {
            // The default, which the library calls version 5, is LibrePGP's packet with tag 20, which others cannot
            // read.
            return builder.setUseV6AEAD().setWithAEAD(AEADAlgorithmTags.OCB, CHUNK_SIZE_BITS);
        }
        return builder.setWithIntegrityPacket(true);
    }
}
