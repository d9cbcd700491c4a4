package org.sealmx.server.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateSummary;
import org.sealmx.directory.edit.NewMaterial;

/** Judgements of certificates. */
final class PageAdmissions {

    static final String HTML = "<img src=x onerror=alert(1)> & \"Alice\" <alice@example.org>";

    private PageAdmissions() {}

    /** Taken, with a name that would be HTML. */
    static Admission taken() {
        CertificateSummary summary = new CertificateSummary(
                CertificateSummary.Kind.OPENPGP,
                "ABCD",
                List.of(HTML),
                Optional.of(Instant.EPOCH),
                true,
                Optional.empty(),
                "can be used",
                List.of(new CertificateSummary.Key("abcd", "X25519", 128, false)));
        return new Admission.Taken(List.of(summary), List.of(), List.of(), new NewMaterial("pgp", "text"));
    }
}
