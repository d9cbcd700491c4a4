package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.List;

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
        return "usable, " + recipients.size() + " encryption subkey(s)";
    }
}
