package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/**
 * When the last of an account's usable certificates ends, so that its mail waits from then on. One that follows without
 * a gap counts as well.
 *
 * @param end the first instant at which mail cannot be encrypted
 * @param fingerprints the certificates that are usable until then, in lower-case hexadecimal, sorted
 */
@Immutable
public record LastUsable(Instant end, List<String> fingerprints) {

    /** Copies the list. */
    public LastUsable {
        fingerprints = fingerprints.stream().sorted().distinct().toList();
    }

    /**
     * The end of what is usable now.
     *
     * @return empty when nothing is usable now, or something always will be
     */
    public static Optional<LastUsable> of(CertificateSource source, Instant now) {
        CertificateEvaluation evaluation = source.evaluate(now);
        Optional<Instant> change = source.nextChange(now);
        while (evaluation instanceof Usable usable && change.isPresent()) {
            evaluation = source.evaluate(change.get());
            if (!(evaluation instanceof Usable)) {
                return Optional.of(new LastUsable(change.get(), usable.certificateFingerprints()));
            }
            change = source.nextChange(change.get());
        }
        return Optional.empty();
    }
}
