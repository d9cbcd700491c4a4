package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/**
 * How messages are sealed.
 *
 * @param format the format of sealed messages
 * @param outside the fields that stay readable; in {@link SealingFormat#LEAP} none do
 * @param subkeys the subkeys of each certificate to which the session key is encrypted
 * @param alreadyEncrypted how to treat a message that is already encrypted; in {@link SealingFormat#LEAP} every message
 *     is sealed
 * @param seipdV2 the OpenPGP certificates for which the version 2 packet is used
 * @param smimeCipher the cipher for X.509 certificates that do not list the capabilities of their owners' clients
 */
@Immutable
public record SealingOptions(
        SealingFormat format,
        OuterFields outside,
        EncryptionSubkeys subkeys,
        AlreadyEncrypted alreadyEncrypted,
        SeipdV2 seipdV2,
        ContentCipher smimeCipher) {

    /**
     * MIME, the default outer fields, the strongest subkeys, received ciphertext kept, and for each kind of certificate
     * the ciphers that mail programs can be expected to open.
     */
    public static final SealingOptions DEFAULT = new SealingOptions(
            SealingFormat.MIME,
            OuterFields.DEFAULT,
            EncryptionSubkeys.STRONGEST,
            AlreadyEncrypted.KEEP,
            SeipdV2.ADVERTISED,
            ContentCipher.AES256_CBC);
}
