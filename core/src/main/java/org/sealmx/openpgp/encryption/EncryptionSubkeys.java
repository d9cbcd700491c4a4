package org.sealmx.openpgp.encryption;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.sealmx.certificate.EncryptionSubkey;

/**
 * To which of the usable encryption subkeys of a certificate a session key is encrypted. Of several certificates each
 * counts.
 */
public enum EncryptionSubkeys {
    /** To all: every device that has one of the secret subkeys opens the message. */
    ALL,
    /** To the one that was made last, as most mail clients do; of two made in the same second the one further down. */
    NEWEST;

    /**
     * Chooses.
     *
     * @param usable of one or more certificates
     * @return at least one of each certificate, in their order
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
