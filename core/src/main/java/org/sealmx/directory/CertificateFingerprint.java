package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-1 fingerprint of a client's X.509 certificate.
 *
 * @param hex 40 hexadecimal digits in lower case
 */
@Immutable
public record CertificateFingerprint(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern WITH_COLONS = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){19}");

    /** @throws IllegalArgumentException when the text is not a fingerprint */
    public CertificateFingerprint {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a fingerprint must be 40 lower-case hexadecimal digits");
        }
    }

    /**
     * Reads a fingerprint in upper or lower case, with or without a colon between octets; empty when the text is not a
     * fingerprint.
     */
    public static Optional<CertificateFingerprint> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return HEX.matcher(lower).matches() || WITH_COLONS.matcher(lower).matches()
                ? Optional.of(new CertificateFingerprint(lower.replace(":", "")))
                : Optional.empty();
    }

    /** As leap_web writes it: {@code 0a:1b:…}. Postfix prints the same in upper case. */
    public String withColons() {
        return hex.replaceAll("(..)(?!$)", "$1:");
    }

    @Override
    public String toString() {
        return withColons();
    }
}
