package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * OpenPGP certificates that mail can be encrypted to.
 *
 * @param recipients the encryption subkeys of every usable certificate, at least one
 */
@Immutable
public record UsableOpenPgp(List<EncryptionSubkey> recipients) implements CertificateEvaluation.Usable {

    /** @throws IllegalArgumentException when there is no subkey */
    public UsableOpenPgp {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("at least one encryption subkey is needed");
        }
    }

    @Override
    public List<String> certificateFingerprints() {
        return recipients.stream()
                .map(EncryptionSubkey::certificateFingerprint)
                .distinct()
                .toList();
    }

    @Override
    public String describe() {
        long postQuantum =
                recipients.stream().filter(EncryptionSubkey::isPostQuantum).count();
        return "usable, " + recipients.size() + " encryption subkey(s)"
                + (postQuantum == 0 ? "" : ", " + postQuantum + " of them post-quantum");
    }

    @Override
    public Set<String> postQuantum() {
        return recipients.stream()
                .filter(EncryptionSubkey::isPostQuantum)
                .map(EncryptionSubkey::certificateFingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }
}
