package org.sealmx.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPSessionKey;

/**
 * Encrypts a message body once, under a fresh random session key that is wrapped later for each recipient. Never compresses: that would
 * cost more than the encryption, and the length would tell about the content. Safe for use by several threads.
 */
public final class BodyEncryptor {

    private static final int BUFFER = 64 * 1024;
    private static final String NO_FILE_NAME = "";
    /** Zero, "no date" (RFC 9580 section 5.9). */
    private static final Date NO_DATE = Date.from(Instant.EPOCH);

    private final DataEncryption encryption;
    private final SecureRandom random;

    /** @param random for session keys and salts */
    public BodyEncryptor(SecureRandom random) {
        this(new JdkDataEncryption(), random);
    }

    BodyEncryptor(DataEncryption encryption, SecureRandom random) {
        this.encryption = encryption;
        this.random = random;
    }

    /**
     * Encrypts all that a stream yields as binary literal data without name and date.
     *
     * @param plaintext read to its end, not closed
     * @throws PGPException when encryption fails
     * @throws IOException  when the stream throws it
     */
    public EncryptedBody encrypt(InputStream plaintext, CipherSuite suite) throws PGPException, IOException {
        SessionKeyHolder sessionKey = new SessionKeyHolder();
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(encryption.builder(suite, random));
        generator.setSessionKeyExtractionCallback(sessionKey::hold);
        generator.addMethod((builder, key) -> new NoPacket());
        Octets.Builder packet = new Octets.Builder();
        try (OutputStream encrypted = generator.open(packet, new byte[BUFFER]);
                OutputStream literal = new PGPLiteralDataGenerator()
                        .open(encrypted, PGPLiteralDataGenerator.BINARY, NO_FILE_NAME, NO_DATE, new byte[BUFFER])) {
            byte[] buffer = new byte[BUFFER];
            for (int got = plaintext.read(buffer); got >= 0; got = plaintext.read(buffer)) {
                literal.write(buffer, 0, got);
            }
        }
        return new EncryptedBody(suite, packet.build(), sessionKey.key);
    }

    private static final class SessionKeyHolder {

        private byte[] key = new byte[0];

        void hold(PGPSessionKey sessionKey) {
            key = sessionKey.getKey();
        }
    }

    /** What stands in the place of a session key packet while there is no recipient yet: no octets at all. */
    private static final class NoPacket extends UserIDPacket {

        NoPacket() {
            super("");
        }

        @Override
        public void encode(BCPGOutputStream out) {
            // the session key packets are written for each recipient later
        }
    }
}
