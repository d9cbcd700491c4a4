package org.sealmx.it.openpgp;

import java.io.IOException;
import java.util.Set;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * Whom messages of the matrix are for.
 *
 * @param algorithm of the encryption subkey
 * @param bodyVersion of the encrypted data packet, as the certificate asks for
 * @param readers who must open what is for this recipient; another version of a program may open more
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
