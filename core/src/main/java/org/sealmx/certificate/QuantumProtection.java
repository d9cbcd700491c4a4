package org.sealmx.certificate;

import java.time.Instant;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/**
 * When the last post-quantum key of an account comes to its end although its mail can still be encrypted: it then goes
 * to classical keys, and is not protected from quantum computers.
 */
public final class QuantumProtection {

    /** How many changes are looked at. An ordinary account has a few; a hostile certificate can have thousands. */
    private static final int MOST_CHANGES = 500;

    private QuantumProtection() {}

    /**
     * When the last post-quantum key ended.
     *
     * @return empty when there is one, never was one, or mail cannot be encrypted at all
     */
    public static Optional<Instant> endedBefore(CertificateSource source, Instant now) {
        return isPlainAt(source, now) ? lastEnd(source, Instant.EPOCH, now) : Optional.empty();
    }

    /** The same in words. */
    public static String ended(Instant end) {
        return "its last post-quantum key expired or was revoked on " + end
                + ", so mail is no longer protected from quantum computers; hand in a new one, or the certificate without it";
    }

    /**
     * When the last post-quantum key ends within a time.
     *
     * @param until the end of that time
     * @return empty when there is none now, one lives on, or mail cannot be encrypted at all at the end
     */
    public static Optional<Instant> endsBefore(CertificateSource source, Instant now, Instant until) {
        return hasKeyAt(source, now) && isPlainAt(source, until) ? lastEnd(source, now, until) : Optional.empty();
    }

    private static Optional<Instant> lastEnd(CertificateSource source, Instant from, Instant to) {
        Optional<Instant> end = Optional.empty();
        boolean before = hasKeyAt(source, from);
        Optional<Instant> change = source.nextChange(from);
        for (int i = 0; i < MOST_CHANGES && change.isPresent() && !change.get().isAfter(to); i++) {
            boolean after = hasKeyAt(source, change.get());
            if (before && !after) {
                end = change;
            }
            before = after;
            change = source.nextChange(change.get());
        }
        return end;
    }

    private static boolean hasKeyAt(CertificateSource source, Instant at) {
        return source.evaluate(at) instanceof Usable usable
                && !usable.postQuantum().isEmpty();
    }

    private static boolean isPlainAt(CertificateSource source, Instant at) {
        return source.evaluate(at) instanceof Usable usable
                && usable.postQuantum().isEmpty();
    }
}
