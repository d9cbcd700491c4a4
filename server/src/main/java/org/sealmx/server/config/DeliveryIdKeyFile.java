package org.sealmx.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.sealmx.delivery.DeliveryIdFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key of the delivery ids: base64, readable by its owner only. Nodes that store into the same mailboxes or the same
 * CouchDB have the same key.
 */
public final class DeliveryIdKeyFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryIdKeyFile.class);

    private DeliveryIdKeyFile() {}

    /**
     * Reads the key, and makes it when the file is missing.
     *
     * @throws StartUpException when the file cannot be read or written or holds no such key; the message names the file
     */
    public static byte[] readOrMake(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(file, random);
                LOGGER.warn(
                        "{}: made a new key of the delivery ids. What was delivered under an earlier key is not recognised, so that a"
                                + " retry of it stores it again. If other nodes store into the same mailboxes or the same CouchDB, give"
                                + " all of them one file: stop this node and copy theirs here.",
                        file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).replaceAll("\\s", ""));
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
                + " octets (remove the file to have one made)");
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[DeliveryIdFactory.MIN_KEY];
        random.nextBytes(key);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
