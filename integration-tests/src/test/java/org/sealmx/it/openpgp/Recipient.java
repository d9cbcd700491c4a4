package org.sealmx.it.openpgp;

import java.io.IOException;
import java.util.Set;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * A recipient of messages of the matrix.
 *
 * @param algorithm the algorithm of the encryption subkey
 * @param bodyVersion the version of the encrypted data packet that the certificate asks for
 * @param readers the programs that must open this recipient's messages; other versions of programs may open more
 * @param maker makes the key
 */
record Recipient(String algorithm, int bodyVersion, Set<Program> readers, KeyMaker maker) {

    /** Makes a key in a folder. */
    interface KeyMaker {
        TestKey make(WorkFolder folder) throws IOException, InterruptedException;
    }

    @Override
    public String toString() {
        return algorithm + ", SEIPDv" + bodyVersion;
    }
}
