package org.sealmx.smime.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Object identifiers as text for error messages. A certificate can contain one with thousands of digits, which do not
 * belong in a log.
 */
final class OidText {

    /**
     * Longer than any identifier in use. A reason with it and a fingerprint fits in the 200 characters that are logged.
     */
    private static final int LONGEST = 36;

    private OidText() {}

    /** The identifier in dotted notation, truncated when it is longer than any in use. */
    static String of(ASN1ObjectIdentifier identifier) {
        String text = identifier.getId();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
