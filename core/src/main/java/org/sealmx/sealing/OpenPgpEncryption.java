package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.octets.MessageSource;
import org.sealmx.openpgp.encryption.ArmoredMessage;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/** Encrypts with OpenPGP: the body once for the recipients that share it, the session key for each recipient. */
@ThreadSafe
final class OpenPgpEncryption {

    private final SecureRandom random;
    private final EncryptionSubkeys subkeysOfEach;
    private final SeipdV2 version2;
    private final BodyEncryptor encryptor;

    OpenPgpEncryption(SecureRandom random, EncryptionSubkeys subkeysOfEach, SeipdV2 version2) {
        this.random = random;
        this.subkeysOfEach = subkeysOfEach;
        this.version2 = version2;
        this.encryptor = new BodyEncryptor(random);
    }

    /**
     * A message encrypted for one recipient.
     *
     * @param armored the message in ASCII armor
     * @param certificateFingerprints the fingerprints of the certificates to which it is encrypted, each once
     */
    @Immutable
    record Encrypted(ArmoredMessage armored, List<String> certificateFingerprints) {
        /** Takes a copy. */
        Encrypted {
            certificateFingerprints = List.copyOf(certificateFingerprints);
        }
    }

    /**
     * @param form how the plaintext is derived from the message, for {@link SealingShare#body}
     * @param plaintext opened only if it has not been encrypted yet
     */
    Encrypted encrypt(
            MessageSource original,
            UsableOpenPgp recipients,
            SealingShare share,
            Object form,
            Supplier<InputStream> plaintext)
            throws SealingException {
        List<EncryptionSubkey> subkeys = subkeysOfEach.of(recipients.recipients());
        CipherSuite suite = CipherSuite.forAll(subkeys, version2);
        EncryptedBody body = share.body(
                original, EncryptedBody.class, suite, form, () -> encrypt(plaintext.get(), original.size(), suite));
        return new Encrypted(
                new ArmoredMessage(wrap(body, subkeys), body),
                subkeys.stream()
                        .map(EncryptionSubkey::certificateFingerprint)
                        .distinct()
                        .toList());
    }

    private EncryptedBody encrypt(InputStream plaintext, long about, CipherSuite suite) throws SealingException {
        try {
            return encryptor.encrypt(plaintext, about, suite);
        } catch (PGPException | IOException e) {
            throw new SealingException("the body could not be encrypted", e);
        }
    }

    private byte[] wrap(EncryptedBody body, List<EncryptionSubkey> subkeys) throws SealingException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (EncryptionSubkey subkey : subkeys) {
            try {
                packets.writeBytes(body.wrapFor(subkey, random));
            } catch (PGPException e) {
                throw new SealingException("the session key could not be encrypted to " + subkey.fingerprint(), e);
            }
        }
        return packets.toByteArray();
    }
}
