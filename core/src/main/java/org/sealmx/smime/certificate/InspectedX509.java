package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateSource;

/**
 * One X.509 certificate with what people want to know about it.
 *
 * @param fingerprint SHA-256, in lower-case hexadecimal; empty when it cannot be read
 * @param subject its subject in the form of RFC 4514, as its maker wrote it; empty when it cannot be read
 * @param addresses the addresses in its subject and its alternative names, as written
 * @param from when its validity begins; empty when it cannot be read
 * @param until the first instant after its validity; empty when it cannot be read
 * @param source whether it can be used, at any instant
 */
@Immutable
public record InspectedX509(
        Optional<String> fingerprint,
        String subject,
        List<String> addresses,
        Optional<Instant> from,
        Optional<Instant> until,
        CertificateSource source) {

    /** Copies the list. */
    public InspectedX509 {
        addresses = List.copyOf(addresses);
    }
}
