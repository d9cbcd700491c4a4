package org.sealmx.certificate;

import java.time.Instant;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/**
 * When mail for an account stops being protected from quantum computers although it can still be encrypted: a
 * post-quantum key has come to its end, and mail goes to the classical keys beside it.
 */
public final class QuantumProtection {

    private QuantumProtection() {}

    /**
     * Since when mail that was protected is not.
     *
     * @return empty when it is protected, never was, or cannot be encrypted at all
     */
    public static Optional<Instant> endedBefore(CertificateSource source, Instant now) {
        return isPlainAt(source, now) ? lastEnd(source, Instant.EPOCH, now) : Optional.empty();
    }

    /** The same in words. */
    public static String ended(Instant end) {
        return "its post-quantum key ended on " + end + "; mail is no longer protected from quantum computers";
    }

    /**
     * From when on mail that is protected will not be, within a time.
     *
     * @param until the end of that time
     * @return empty when it is not protected now, stays so, or cannot be encrypted at all at the end
     */
    public static Optional<Instant> endsBefore(CertificateSource source, Instant now, Instant until) {
        return isProtectedAt(source, now) && isPlainAt(source, until) ? lastEnd(source, now, until) : Optional.empty();
    }

    private static Optional<Instant> lastEnd(CertificateSource source, Instant from, Instant to) {
        Optional<Instant> end = Optional.empty();
        boolean before = isProtectedAt(source, from);
        for (Optional<Instant> change = source.nextChange(from);
                change.isPresent() && !change.get().isAfter(to);
                change = source.nextChange(change.get())) {
            boolean after = isProtectedAt(source, change.get());
            if (before && !after) {
                end = change;
            }
            before = after;
        }
        return end;
    }

    private static boolean isProtectedAt(CertificateSource source, Instant at) {
        return source.evaluate(at) instanceof Usable usable && usable.isPostQuantum();
    }

    private static boolean isPlainAt(CertificateSource source, Instant at) {
        return source.evaluate(at) instanceof Usable usable && !usable.isPostQuantum();
    }
}
