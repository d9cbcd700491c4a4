package org.sealmx.sealing;

import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/**
 * How messages are sealed. Immutable.
 *
 * @param format the form of what is made
 * @param outside what stays readable; in {@link SealingFormat#LEAP} nothing does
 * @param subkeys of each certificate to which the session key is encrypted
 * @param alreadyEncrypted what becomes of a message that needs no sealing; in {@link SealingFormat#LEAP} every message
 *     does
 * @param seipdV2 for which OpenPGP certificates the version 2 packet is used
 * @param smimeCipher for X.509 certificates that do not list what their owners' clients can do
 */
public record SealingOptions(
        SealingFormat format,
        OuterFields outside,
        EncryptionSubkeys subkeys,
        AlreadyEncrypted alreadyEncrypted,
        SeipdV2 seipdV2,
        ContentCipher smimeCipher) {

    /**
     * MIME, the shortest header outside, all subkeys, ciphertext is kept, and for each kind of certificate what mail
     * programs can be expected to open.
     */
    public static final SealingOptions DEFAULT = new SealingOptions(
            SealingFormat.MIME,
            OuterFields.DEFAULT,
            EncryptionSubkeys.ALL,
            AlreadyEncrypted.KEEP,
            SeipdV2.ADVERTISED,
            ContentCipher.AES256_CBC);
}
