package org.sealmx.tools.directory;

import java.util.stream.Collectors;
import org.sealmx.directory.edit.CertificateSummary;

/** A certificate in one line. Pure functions. */
final class CertificateLine {

    private CertificateLine() {}

    /** For example {@code 1234… (Alice <alice@example.org>), X25519, usable until 2027-01-31T00:00:00Z}. */
    static String of(CertificateSummary certificate) {
        String name = certificate.fingerprint().isEmpty() ? "unreadable" : certificate.fingerprint();
        String names = certificate.names().isEmpty() ? "" : " (" + String.join(", ", certificate.names()) + ")";
        return name + names + ", " + state(certificate);
    }

    private static String state(CertificateSummary certificate) {
        if (!certificate.usable()) {
            return "cannot be used: " + certificate.evaluation();
        }
        String keys = certificate.keys().stream()
                .map(CertificateSummary.Key::algorithm)
                .distinct()
                .collect(Collectors.joining(" and "));
        return keys
                + certificate
                        .usableUntil()
                        .map(until -> ", usable until " + until)
                        .orElse(", without an end");
    }
}
