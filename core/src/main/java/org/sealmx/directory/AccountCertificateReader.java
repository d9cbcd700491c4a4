package org.sealmx.directory;

import org.sealmx.openpgp.CertificateReader;
import org.sealmx.openpgp.CertificateSource;

/** Reads the certificates of an account, of whatever kind they are. Immutable and safe for use by several threads. */
public final class AccountCertificateReader {

    private final CertificateReader openPgp = new CertificateReader();

    /**
     * Reads the certificates of one document. Total: whatever is wrong with a certificate is a value.
     *
     * @param material may be empty
     */
    public CertificateSource read(CertificateMaterial material) {
        return openPgp.read(material.openPgp());
    }
}
