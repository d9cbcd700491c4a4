package org.sealmx.openpgp.encryption;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.sealmx.certificate.EncryptionSubkey;

/**
 * The usable encryption subkeys of a certificate to which a session key is encrypted. The choice applies to each of
 * several certificates.
 */
public enum EncryptionSubkeys {
    /** All of them: every device that has one of the secret subkeys can open the message. */
    ALL,
    /**
     * The one created last, as most mail clients do; of two created in the same second, the later one in the
     * certificate.
     */
    NEWEST;

    /**
     * Selects the subkeys to encrypt to.
     *
     * @param usable the usable subkeys of one or more certificates
     * @return at least one subkey of each certificate, in order
     */
    public List<EncryptionSubkey> of(List<EncryptionSubkey> usable) {
        if (this == ALL) {
            return usable;
        }
        Map<String, EncryptionSubkey> newest = new LinkedHashMap<>();
        BinaryOperator<EncryptionSubkey> later = (a, b) -> CREATED.compare(a, b) > 0 ? a : b;
        usable.forEach(subkey -> newest.merge(subkey.certificateFingerprint(), subkey, later));
        return List.copyOf(newest.values());
    }

    private static final Comparator<EncryptionSubkey> CREATED =
            Comparator.comparing(subkey -> subkey.publicKey().getCreationTime());
}
