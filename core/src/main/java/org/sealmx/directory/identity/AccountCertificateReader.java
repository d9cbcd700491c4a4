package org.sealmx.directory.identity;

import org.sealmx.certificate.CertificateSource;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.smime.certificate.SmimeCertificateReader;

/**
 * Reads the certificates of an account. OpenPGP goes first: an X.509 certificate counts only when there is no OpenPGP
 * certificate at all. One that has expired or is revoked is not passed over, since its owner has chosen how to get
 * mail, and may not be able to open the other kind. Immutable and safe for use by several threads.
 */
public final class AccountCertificateReader implements MaterialReader {

    private final CertificateReader openPgp = new CertificateReader();
    private final SmimeCertificateReader smime = new SmimeCertificateReader();

    @Override
    public CertificateSource read(CertificateMaterial material) {
        boolean smimeOnly = material.openPgp().isEmpty() && !material.smime().isEmpty();
        return smimeOnly ? smime.read(material.smime()) : openPgp.read(material.openPgp());
    }
}
