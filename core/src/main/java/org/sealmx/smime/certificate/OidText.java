package org.sealmx.smime.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Object identifiers in messages. A certificate can name one of thousands of digits, and the log is not the place for
 * them.
 */
final class OidText {

    /** Above any that is in use; a reason with it and a fingerprint fits in the 200 characters that are logged. */
    private static final int LONGEST = 36;

    private OidText() {}

    /** The identifier with dots, cut short when nobody can know it. */
    static String of(ASN1ObjectIdentifier identifier) {
        String text = identifier.getId();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
