package org.sealmx.mime;

import org.sealmx.openpgp.EncryptionSubkeys;

/**
 * How messages are sealed. Immutable.
 *
 * @param outside          what stays readable
 * @param subkeys          of each certificate to which the session key is encrypted
 * @param alreadyEncrypted what becomes of a message that needs no sealing
 */
public record SealingOptions(OuterFields outside, EncryptionSubkeys subkeys, AlreadyEncrypted alreadyEncrypted) {

    /** The shortest header outside, all subkeys, and ciphertext is kept. */
    public static final SealingOptions DEFAULT =
            new SealingOptions(OuterFields.DEFAULT, EncryptionSubkeys.ALL, AlreadyEncrypted.KEEP);

    /** The same with other fields outside. */
    public SealingOptions with(OuterFields other) {
        return new SealingOptions(other, subkeys, alreadyEncrypted);
    }

    /** The same with other subkeys. */
    public SealingOptions with(EncryptionSubkeys other) {
        return new SealingOptions(outside, other, alreadyEncrypted);
    }

    /** The same with another way to treat ciphertext. */
    public SealingOptions with(AlreadyEncrypted other) {
        return new SealingOptions(outside, subkeys, other);
    }
}
