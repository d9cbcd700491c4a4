package org.sealmx.openpgp.encryption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sealmx.certificate.EncryptionSubkey;

/**
 * The usable encryption subkeys of a certificate to which a session key is encrypted. The choice applies to each of
 * several certificates.
 */
public enum EncryptionSubkeys {
    /**
     * Those that a quantum computer is not expected to break, if there are any; otherwise all of them. A message is as
     * weak as the weakest packet with its session key.
     */
    STRONGEST {
        @Override
        List<EncryptionSubkey> ofOne(List<EncryptionSubkey> usable) {
            List<EncryptionSubkey> postQuantum =
                    usable.stream().filter(EncryptionSubkey::isPostQuantum).toList();
            return postQuantum.isEmpty() ? usable : postQuantum;
        }
    },
    /** All of them: every device that has one of the secret subkeys can open the message. */
    ALL {
        @Override
        List<EncryptionSubkey> ofOne(List<EncryptionSubkey> usable) {
            return usable;
        }
    },
    /**
     * The one created last, as most mail clients do; of two created in the same second, the later one in the
     * certificate.
     */
    NEWEST {
        @Override
        List<EncryptionSubkey> ofOne(List<EncryptionSubkey> usable) {
            return List.of(usable.stream()
                    .reduce((a, b) -> CREATED.compare(a, b) > 0 ? a : b)
                    .orElseThrow());
        }
    };

    private static final Comparator<EncryptionSubkey> CREATED =
            Comparator.comparing(subkey -> subkey.publicKey().getCreationTime());

    /**
     * Selects the subkeys to encrypt to.
     *
     * @param usable the usable subkeys of one or more certificates
     * @return at least one subkey of each certificate, in order
     */
    public List<EncryptionSubkey> of(List<EncryptionSubkey> usable) {
        Map<String, List<EncryptionSubkey>> certificates = usable.stream()
                .collect(Collectors.groupingBy(
                        EncryptionSubkey::certificateFingerprint, LinkedHashMap::new, Collectors.toList()));
        List<EncryptionSubkey> chosen = new ArrayList<>();
        certificates.values().forEach(subkeys -> chosen.addAll(ofOne(subkeys)));
        return List.copyOf(chosen);
    }

    /** At least one of the usable subkeys of a certificate. */
    abstract List<EncryptionSubkey> ofOne(List<EncryptionSubkey> usable);

    /**
     * Whether a message that arrived encrypted is weaker than one that would be encrypted to the chosen subkeys: when
     * all of these withstand a quantum computer and a packet with its session key does not. With {@link #ALL}, which
     * gives that up, none is.
     *
     * @param usable the usable subkeys of one or more certificates
     */
    public boolean isWeaker(ReceivedCiphertext received, List<EncryptionSubkey> usable) {
        return this != ALL
                && !received.isPostQuantum()
                && of(usable).stream().allMatch(EncryptionSubkey::isPostQuantum);
    }
}
