package org.sealmx.sealing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;

/** Messages that are already encrypted, and messages that pretend to be. */
public final class EncryptedMail {

    /** The entity that is encrypted. */
    public static final String ENTITY = "Content-Type: text/plain\r\n\r\nHello from the sender\r\n";

    private EncryptedMail() {}

    /** The packets of an entity that is encrypted to these keys. */
    public static byte[] packets(CipherSuite suite, TestKey... keys) {
        return packets(ENTITY.getBytes(StandardCharsets.US_ASCII), suite, keys);
    }

    static byte[] packets(byte[] entity, CipherSuite suite, TestKey... keys) {
        try {
            return encrypted(entity, suite, keys);
        } catch (PGPException | IOException e) {
            throw new AssertionError("the test's own encryption failed", e);
        }
    }

    private static byte[] encrypted(byte[] entity, CipherSuite suite, TestKey... keys)
            throws PGPException, IOException {
        SecureRandom random = CryptoServicesRegistrar.getSecureRandom();
        EncryptedBody body = new BodyEncryptor(random).encrypt(new ByteArrayInputStream(entity), Long.MAX_VALUE, suite);
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (TestKey key : keys) {
            packets.write(body.wrapFor(key.usable().recipients().get(0), random));
        }
        body.packet().open().transferTo(packets);
        return packets.toByteArray();
    }

    /** Armor as gpg writes it, without a checksum. */
    public static String armor(byte[] packets) {
        return "-----BEGIN PGP MESSAGE-----\r\n\r\n"
                + Base64.getMimeEncoder(64, new byte[] {'\r', '\n'}).encodeToString(packets)
                + "\r\n-----END PGP MESSAGE-----\r\n";
    }

    /** A message as mail clients write it. */
    public static String message(String armor) {
        return String.join(
                "\r\n",
                "From: sender@example.net",
                "Subject: canary subject",
                "X-Mailer: canary mailer",
                "MIME-Version: 1.0",
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";",
                " boundary=\"b 1\"",
                "",
                "--b 1",
                "Content-Type: application/pgp-encrypted",
                "Content-Description: PGP/MIME version identification",
                "",
                "Version: 1",
                "",
                "--b 1",
                "Content-Type: application/octet-stream; name=\"encrypted.asc\"",
                "Content-Disposition: inline; filename=\"encrypted.asc\"",
                "",
                armor,
                "--b 1--",
                "");
    }

    /** The message without the version part. */
    static String withoutVersion(String message) {
        int start = message.indexOf("--b 1\r\n") + 7;
        return message.substring(0, start) + message.substring(message.indexOf("--b 1\r\n", start) + 7);
    }

    /** The message as Exchange passes it on. */
    static String byExchange(String message) {
        return message.replace("multipart/encrypted; protocol=\"application/pgp-encrypted\";", "multipart/mixed;")
                .replaceFirst("--b 1", "--b 1\r\nContent-Type: text/plain; charset=\"us-ascii\"\r\n\r\n\r\n--b 1");
    }

    /** The message with armor headers, some empty and some irrelevant. */
    static String withArmorHeaders(String message) {
        return message.replace(
                "BEGIN PGP MESSAGE-----\r\n",
                "BEGIN PGP MESSAGE-----\r\nVersion: FooPG 1.0\r\nComment:\r\nX-Key-Server: keys.example.net\r\n");
    }

    static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
