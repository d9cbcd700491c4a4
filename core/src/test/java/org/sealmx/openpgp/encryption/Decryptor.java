package org.sealmx.openpgp.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.sealmx.openpgp.certificate.TestKey;

/** Decrypts sealed messages with the library's own code, and fails if anything is not as it should be. */
public final class Decryptor {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----\r\n";
    private static final String END = "-----END PGP MESSAGE-----\r\n";

    private Decryptor() {}

    /**
     * A decrypted message.
     *
     * @param plaintext the content of the literal data packet
     * @param bodyVersion the version of the encrypted data packet, 1 or 2
     * @param keyVersion the version of the session key packet, 3 or 6
     * @param cipher the number of the symmetric algorithm
     * @param recipients the number of session key packets
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Decrypted(byte[] plaintext, int bodyVersion, int keyVersion, int cipher, int recipients) {}

    /** The entity in a sealed message. */
    public static byte[] entity(String sealed, TestKey key) {
        return decryptArmored(sealed, key).plaintext();
    }

    /** Decrypts the only armored block in a text. */
    public static Decrypted decryptArmored(String text, TestKey key) {
        // at the beginning of a line, since a header field may contain the same words
        int begin = text.startsWith(BEGIN) ? 0 : text.indexOf("\r\n" + BEGIN);
        int end = text.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new AssertionError("no armored message");
        }
        String base64 = text.substring(text.indexOf("\r\n\r\n", begin) + 4, end);
        int checksum = base64.lastIndexOf("\r\n=");
        return decrypt(Base64.getMimeDecoder().decode(checksum < 0 ? base64 : base64.substring(0, checksum)), key);
    }

    /** Decrypts a binary message. */
    public static Decrypted decrypt(byte[] message, TestKey key) {
        try {
            return tryDecrypt(message, key);
        } catch (IOException | PGPException e) {
            throw new AssertionError("the message cannot be decrypted", e);
        }
    }

    private static Decrypted tryDecrypt(byte[] message, TestKey key) throws IOException, PGPException {
        InputStream in = new ByteArrayInputStream(message);
        PGPEncryptedDataList list = (PGPEncryptedDataList) new BcPGPObjectFactory(in).nextObject();
        for (var encrypted : list) {
            PGPPublicKeyEncryptedData data = (PGPPublicKeyEncryptedData) encrypted;
            Optional<PGPKeyPair> pair = key.keyPairs().stream()
                    .filter(p -> p.getPublicKey().getKeyIdentifier().matchesExplicit(data.getKeyIdentifier()))
                    .findFirst();
            if (pair.isPresent()) {
                var factory = new BcPublicKeyDataDecryptorFactory(pair.get());
                int cipher = data.getSessionKey(factory).getAlgorithm();
                InputStream clear = data.getDataStream(factory);
                PGPLiteralData literal = (PGPLiteralData) new BcPGPObjectFactory(clear).nextObject();
                byte[] plaintext = literal.getDataStream().readAllBytes();
                check(literal.getFormat() == 'b' && literal.getFileName().isEmpty(), "binary without name");
                check(clear.read() < 0, "nothing after the literal data");
                int bodyVersion = data.getEncData() instanceof org.bouncycastle.bcpg.SymmetricEncIntegrityPacket p
                        ? p.getVersion()
                        : 0;
                check(bodyVersion == 2 || data.verify(), "integrity");
                check(in.read() < 0, "nothing after the message");
                return new Decrypted(plaintext, bodyVersion, data.getVersion(), cipher, list.size());
            }
        }
        throw new AssertionError("no session key for this key");
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("violated: " + what);
        }
    }
}
