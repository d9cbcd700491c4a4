package org.sealmx.directory;

import java.util.List;

/**
 * The certificates of one identity document as they stand in it, not yet read. Immutable; equal when the texts are.
 *
 * @param openPgp each armored or base64, not blank
 */
public record CertificateMaterial(List<String> openPgp) {

    /** No certificate at all. */
    public static final CertificateMaterial NONE = openPgp(List.of());

    /** Takes a copy. */
    public CertificateMaterial {
        openPgp = List.copyOf(openPgp);
    }

    /** OpenPGP certificates only. */
    public static CertificateMaterial openPgp(List<String> certificates) {
        return new CertificateMaterial(certificates);
    }

    /** Whether there is nothing to encrypt to. */
    public boolean isEmpty() {
        return openPgp.isEmpty();
    }

    /** Nothing of the content. */
    @Override
    public String toString() {
        return "CertificateMaterial[" + openPgp.size() + "]";
    }
}
