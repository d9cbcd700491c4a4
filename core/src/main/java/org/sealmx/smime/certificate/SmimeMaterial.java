package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;

/**
 * X.509 certificates as they appear in an identity document, not yet parsed.
 *
 * @param text one or more certificates in PEM, or one in plain base64 of its DER form
 * @param revoked the instant from which they are revoked; empty when they are not
 */
@Immutable
public record SmimeMaterial(String text, Optional<Instant> revoked) {

    /** Reveals nothing of the content. */
    @Override
    public String toString() {
        return "SmimeMaterial[" + text.length() + " characters]";
    }
}
