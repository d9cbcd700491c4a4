package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One certificate of an account, evaluated at the instant of the explanation.
 *
 * @param format {@code OpenPGP} or {@code S/MIME}
 * @param fingerprint in lower-case hexadecimal: that of the primary key in OpenPGP, the SHA-256 in X.509; empty when
 *     there is no certificate that could be read
 * @param names the user IDs, or the subject and its addresses: printable lines, which can hold HTML
 * @param created when the certificate was made, or becomes valid; empty when it cannot be read
 * @param usableUntil when it ceases to be usable; empty when it is not usable, or without end
 * @param usable whether mail can be encrypted to it
 * @param evaluation in words, without the fingerprint
 */
@Immutable
public record ExplainedCertificate(
        String format,
        Optional<String> fingerprint,
        List<String> names,
        Optional<Instant> created,
        Optional<Instant> usableUntil,
        boolean usable,
        String evaluation) {

    /** Copies the list. */
    public ExplainedCertificate {
        names = List.copyOf(names);
    }
}
