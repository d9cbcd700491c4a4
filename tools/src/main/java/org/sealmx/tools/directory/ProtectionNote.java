package org.sealmx.tools.directory;

import java.util.List;
import java.util.Optional;
import org.sealmx.directory.edit.CertificateSummary;

/** What it means that certificates have post-quantum keys. Pure functions. */
final class ProtectionNote {

    private ProtectionNote() {}

    /** A sentence about the certificates of an account; empty when none has such a key. */
    static Optional<String> of(List<CertificateSummary> certificates) {
        List<CertificateSummary> usable =
                certificates.stream().filter(CertificateSummary::usable).toList();
        long protecting = usable.stream().filter(ProtectionNote::protects).count();
        if (protecting == 0) {
            return Optional.empty();
        }
        return Optional.of(
                protecting < usable.size()
                        ? "mail is not protected from quantum computers, since not all of these certificates have a post-quantum key"
                        : "mail is encrypted to the post-quantum keys alone, unless the server's encryption-subkeys says"
                                + " otherwise; devices and programs that do not have them cannot open it");
    }

    private static boolean protects(CertificateSummary certificate) {
        return certificate.keys().stream().anyMatch(CertificateSummary.Key::postQuantum);
    }
}
