package org.sealmx.openpgp.encryption;

import com.google.errorprone.annotations.ThreadSafe;
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
import org.sealmx.certificate.CipherSuite;
import org.sealmx.octets.CiphertextBuilder;

/**
 * Encrypts a message body once, with a new random session key that is wrapped later for each recipient. It never
 * compresses, since that would cost more than the encryption, and the length would reveal something of the content.
 */
@ThreadSafe
public final class BodyEncryptor {

    private static final int LARGEST_BUFFER = 64 * 1024;
    private static final int SMALLEST_BUFFER = 4 * 1024;

    private static final String NO_FILE_NAME = "";
    /** Zero, "no date" (RFC 9580 section 5.9). */
    private static final Date NO_DATE = Date.from(Instant.EPOCH);

    private final DataEncryption encryption;
    private final SecureRandom random;
    private final long largestOnHeap;

    /** @param random for session keys and salts */
    public BodyEncryptor(SecureRandom random) {
        this(new JdkDataEncryption(), random, CiphertextBuilder.LARGEST_ON_HEAP);
    }

    BodyEncryptor(DataEncryption encryption, SecureRandom random, long largestOnHeap) {
        this.encryption = encryption;
        this.largestOnHeap = largestOnHeap;
        this.random = random;
    }

    /**
     * Encrypts a stream to its end as binary literal data without name and date.
     *
     * @param plaintext read to its end, not closed
     * @param about the expected number of octets in the stream, which only determines the size of buffers
     * @return the body, which the caller closes
     * @throws PGPException when encryption fails
     * @throws IOException when the stream cannot be read or a temporary file cannot be written
     */
    public EncryptedBody encrypt(InputStream plaintext, long about, CipherSuite suite)
            throws PGPException, IOException {
        int buffer = SMALLEST_BUFFER;
        while (buffer < about && buffer < LARGEST_BUFFER) {
            buffer *= 2;
        }
        CiphertextBuilder packet = new CiphertextBuilder(largestOnHeap);
        boolean done = false;
        try {
            byte[] sessionKey = encrypt(plaintext, buffer, suite, packet);
            EncryptedBody body = new EncryptedBody(suite, packet.build(), sessionKey);
            done = true;
            return body;
        } finally {
            if (!done) {
                packet.discard();
            }
        }
    }

    /** Writes the packet and returns the session key. */
    private byte[] encrypt(InputStream plaintext, int size, CipherSuite suite, OutputStream packet)
            throws PGPException, IOException {
        SessionKeyHolder sessionKey = new SessionKeyHolder();
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(encryption.builder(suite, random));
        generator.setSessionKeyExtractionCallback(sessionKey::hold);
        generator.addMethod((builder, key) -> new NoPacket());
        try (OutputStream encrypted = generator.open(packet, new byte[size]);
                OutputStream literal = new PGPLiteralDataGenerator()
                        .open(encrypted, PGPLiteralDataGenerator.BINARY, NO_FILE_NAME, NO_DATE, new byte[size])) {
            byte[] buffer = new byte[size];
            for (int got = plaintext.read(buffer); got >= 0; got = plaintext.read(buffer)) {
                literal.write(buffer, 0, got);
            }
        }
        return sessionKey.key;
    }

    private static final class SessionKeyHolder {

        private byte[] key = new byte[0];

        void hold(PGPSessionKey sessionKey) {
            key = sessionKey.getKey();
        }
    }

    /** A placeholder for session key packets, since there is no recipient yet. It encodes to no octets. */
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
