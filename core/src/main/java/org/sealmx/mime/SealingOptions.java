package org.sealmx.mime;

import org.sealmx.openpgp.EncryptionSubkeys;

/**
 * How messages are sealed. Immutable.
 *
 * @param format           the form of what is made
 * @param outside          what stays readable; in {@link SealingFormat#LEAP} nothing does
 * @param subkeys          of each certificate to which the session key is encrypted
 * @param alreadyEncrypted what becomes of a message that needs no sealing; in {@link SealingFormat#LEAP} every message does
 */
public record SealingOptions(
        SealingFormat format, OuterFields outside, EncryptionSubkeys subkeys, AlreadyEncrypted alreadyEncrypted) {

    /** MIME, the shortest header outside, all subkeys, and ciphertext is kept. */
    public static final SealingOptions DEFAULT =
            new SealingOptions(SealingFormat.MIME, OuterFields.DEFAULT, EncryptionSubkeys.ALL, AlreadyEncrypted.KEEP);

    /** The same in another form. */
    public SealingOptions with(SealingFormat other) {
        return new SealingOptions(other, outside, subkeys, alreadyEncrypted);
    }

    /** The same with other fields outside. */
    public SealingOptions with(OuterFields other) {
        return new SealingOptions(format, other, subkeys, alreadyEncrypted);
    }

    /** The same with other subkeys. */
    public SealingOptions with(EncryptionSubkeys other) {
        return new SealingOptions(format, outside, other, alreadyEncrypted);
    }

    /** The same with another way to treat ciphertext. */
    public SealingOptions with(AlreadyEncrypted other) {
        return new SealingOptions(format, outside, subkeys, other);
    }
}
