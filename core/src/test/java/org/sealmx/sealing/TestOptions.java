package org.sealmx.sealing;

import static org.sealmx.sealing.SealingOptions.DEFAULT;

import org.sealmx.certificate.ContentCipher;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/** The default options with another value for one of them. */
public final class TestOptions {

    private TestOptions() {}

    public static SealingOptions with(SealingFormat format) {
        return new SealingOptions(
                format,
                DEFAULT.outside(),
                DEFAULT.subkeys(),
                DEFAULT.alreadyEncrypted(),
                DEFAULT.seipdV2(),
                DEFAULT.smimeCipher());
    }

    public static SealingOptions with(OuterFields outside) {
        return new SealingOptions(
                DEFAULT.format(),
                outside,
                DEFAULT.subkeys(),
                DEFAULT.alreadyEncrypted(),
                DEFAULT.seipdV2(),
                DEFAULT.smimeCipher());
    }

    public static SealingOptions with(EncryptionSubkeys subkeys) {
        return new SealingOptions(
                DEFAULT.format(),
                DEFAULT.outside(),
                subkeys,
                DEFAULT.alreadyEncrypted(),
                DEFAULT.seipdV2(),
                DEFAULT.smimeCipher());
    }

    public static SealingOptions with(AlreadyEncrypted alreadyEncrypted) {
        return new SealingOptions(
                DEFAULT.format(),
                DEFAULT.outside(),
                DEFAULT.subkeys(),
                alreadyEncrypted,
                DEFAULT.seipdV2(),
                DEFAULT.smimeCipher());
    }

    public static SealingOptions with(ContentCipher smimeCipher) {
        return new SealingOptions(
                DEFAULT.format(),
                DEFAULT.outside(),
                DEFAULT.subkeys(),
                DEFAULT.alreadyEncrypted(),
                DEFAULT.seipdV2(),
                smimeCipher);
    }
}
