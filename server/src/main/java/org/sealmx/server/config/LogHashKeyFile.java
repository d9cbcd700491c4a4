package org.sealmx.server.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key of the hashes that replace addresses in the log, in base64 and readable only by its owner.
 * Nodes whose logs are searched together share this key.
 */
public final class LogHashKeyFile {

    /** The length of the key, in octets. */
    public static final int LENGTH = 32;

    private static final Logger LOGGER = LoggerFactory.getLogger(LogHashKeyFile.class);

    private LogHashKeyFile() {}

    /**
     * Reads the key, or makes a new one and says so in the log.
     *
     * @throws StartUpException when the file cannot be read or written or does not contain such a key; the message
     *     names the file
     */
    public static byte[] readOrMake(Path file, SecureRandom random) {
        return at(file).readOrMake(
                        random, () -> LOGGER.info("{}: made a new key for the hashes of addresses in the log", file));
    }

    /**
     * Reads the key.
     *
     * @return empty when there is no such file
     * @throws StartUpException when the file cannot be read or does not contain such a key; the message names the file
     */
    public static Optional<byte[]> read(Path file) {
        return at(file).read();
    }

    private static KeyFile at(Path file) {
        return new KeyFile(
                file,
                LENGTH,
                "the key of the hashes in the log",
                "Restore it from a backup, or remove it: a new key is made, and addresses have other hashes from then on.");
    }
}
