package org.sealmx.server.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key of the delivery ids, in base64 and readable only by its owner. Nodes that share their mailboxes
 * or their CouchDB share this key.
 */
public final class DeliveryIdKeyFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryIdKeyFile.class);

    private DeliveryIdKeyFile() {}

    /**
     * Reads the key. Makes a new one when the file is missing, or when it is empty because an earlier version was
     * interrupted. A new key is logged, because messages stored under another key are not recognised.
     *
     * @throws StartUpException when the file cannot be read or written or does not contain such a key; the message
     *     names the file
     */
    public static byte[] readOrMake(Path file, SecureRandom random) {
        return new KeyFile(
                        file,
                        DeliveryIdFactory.MIN_KEY,
                        "the key of the delivery ids",
                        "Restore it from a backup. If you remove it, a new key is made, and mail that Postfix hands over again is stored twice.")
                .readOrMake(
                        random,
                        () -> LOGGER.warn(
                                "{}: made a new key for the delivery ids. Mail delivered under an earlier key is not recognised, so a retry"
                                        + " stores it again. If other nodes store into the same mailboxes or the same CouchDB, all of them need"
                                        + " the same file: stop this node and copy theirs here.",
                                file));
    }
}
