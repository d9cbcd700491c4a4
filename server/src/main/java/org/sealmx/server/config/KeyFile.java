package org.sealmx.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A file with a key of an HMAC, in base64 and readable only by its owner. It is made when it is missing.
 *
 * @param file where it is
 * @param length the least length of the key, in octets, and that of a key that is made
 * @param name what the key is called in errors, such as {@code the key of the delivery ids}
 * @param loss what to do when the file is damaged, and what removing it costs; one or more sentences
 */
record KeyFile(Path file, int length, String name, String loss) {

    /**
     * Reads the key. Makes a new one when the file is missing, or when it is empty because an earlier version was
     * interrupted.
     *
     * @param made called before a new key is written
     * @throws StartUpException when the file cannot be read or written or does not contain such a key; the message
     *     names the file
     */
    byte[] readOrMake(SecureRandom random, Runnable made) {
        try {
            if (!Files.exists(file)) {
                OwnerOnlyFile.writeUnlessThere(file, make(random, made));
            } else if (text().isEmpty()) {
                OwnerOnlyFile.write(file, make(random, made));
            }
            return content();
        } catch (IOException e) {
            throw new StartUpException(file + ": " + name + " cannot be read or made: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the key.
     *
     * @return empty when there is no such file
     * @throws StartUpException when the file cannot be read or does not contain such a key; the message names the file
     */
    Optional<byte[]> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(content());
        } catch (IOException e) {
            throw new StartUpException(file + ": " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] content() throws IOException {
        try {
            byte[] key = Base64.getDecoder().decode(text());
            if (key.length >= length) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    private StartUpException malformed() {
        return new StartUpException(file + ": not a key: it must be base64 of at least " + length + " octets. " + loss);
    }

    /** The content without white space. */
    private String text() throws IOException {
        return Files.readString(file).replaceAll("\\s", "");
    }

    private String make(SecureRandom random, Runnable made) {
        byte[] key = new byte[length];
        random.nextBytes(key);
        made.run();
        return Base64.getEncoder().encodeToString(key) + "\n";
    }
}
