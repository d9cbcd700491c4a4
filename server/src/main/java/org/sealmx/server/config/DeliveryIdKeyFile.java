package org.sealmx.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
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
        try {
            if (!Files.exists(file)) {
                OwnerOnlyFile.writeUnlessThere(file, made(file, random));
            } else if (text(file).isEmpty()) {
                OwnerOnlyFile.write(file, made(file, random));
            }
            byte[] key = Base64.getDecoder().decode(text(file));
            if (key.length >= DeliveryIdFactory.MIN_KEY) {
                return key;
            }
        } catch (IOException e) {
            throw new StartUpException(
                    file + ": the key of the delivery ids cannot be read or made: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw malformed(file);
        }
        throw malformed(file);
    }

    private static StartUpException malformed(Path file) {
        return new StartUpException(
                file + ": not a key: it must be base64 of at least " + DeliveryIdFactory.MIN_KEY
                        + " octets. Restore it from a backup. If you remove it, a new key is made, and mail that Postfix hands over again is stored twice.");
    }

    /** The content without white space. */
    private static String text(Path file) throws IOException {
        return Files.readString(file).replaceAll("\\s", "");
    }

    private static String made(Path file, SecureRandom random) {
        byte[] key = new byte[DeliveryIdFactory.MIN_KEY];
        random.nextBytes(key);
        LOGGER.warn(
                "{}: made a new key for the delivery ids. Mail delivered under an earlier key is not recognised, so a retry"
                        + " stores it again. If other nodes store into the same mailboxes or the same CouchDB, all of them need"
                        + " the same file: stop this node and copy theirs here.",
                file);
        return Base64.getEncoder().encodeToString(key) + "\n";
    }
}
