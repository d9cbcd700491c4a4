package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Why mail is not protected from quantum computers although a certificate has a subkey that would do so: another
     * certificate has none, and gets the same mail. Empty when there is no such subkey, or every certificate has one.
     */
    public Optional<String> unprotected() {
        Set<String> without = new LinkedHashSet<>(certificateFingerprints());
        recipients.stream()
                .filter(EncryptionSubkey::isPostQuantum)
                .map(EncryptionSubkey::certificateFingerprint)
                .forEach(without::remove);
        return without.isEmpty() || without.size() == certificateFingerprints().size()
                ? Optional.empty()
                : Optional.of("mail is not protected from quantum computers although a certificate has a post-quantum"
                        + " subkey, since another has none: fingerprint " + String.join(", ", without));
    }
}
