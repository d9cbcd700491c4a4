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
 * The file with the key of the delivery ids: base64, readable by its owner only. Nodes that share their mailboxes or
 * their CouchDB share this key.
 */
public final class DeliveryIdKeyFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryIdKeyFile.class);

    private DeliveryIdKeyFile() {}

    /**
     * Reads the key, and makes it when the file is missing, or is empty after an earlier version was interrupted. That
     * is logged, because no message is recognised that was stored under another key.
     *
     * @throws StartUpException when the file cannot be read or written or holds no such key; the message names the file
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
        return new StartUpException(file + ": not a key; it accepts base64 of at least " + DeliveryIdFactory.MIN_KEY
                + " octets. Restore it from a backup; remove it to have another made, which stores mail twice that"
                + " Postfix hands over again.");
    }

    /** Without white space. */
    private static String text(Path file) throws IOException {
        return Files.readString(file).replaceAll("\\s", "");
    }

    private static String made(Path file, SecureRandom random) {
        byte[] key = new byte[DeliveryIdFactory.MIN_KEY];
        random.nextBytes(key);
        LOGGER.warn(
                "{}: made a new key of the delivery ids. What was delivered under an earlier key is not recognised, so that a"
                        + " retry of it stores it again. If other nodes store into the same mailboxes or the same CouchDB, give"
                        + " all of them one file: stop this node and copy theirs here.",
                file);
        return Base64.getEncoder().encodeToString(key) + "\n";
    }
}
