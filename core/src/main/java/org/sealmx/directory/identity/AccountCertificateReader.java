package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.smime.certificate.SmimeCertificateReader;

/**
 * Reads the certificates of an account. OpenPGP has priority: X.509 certificates count only if there is no OpenPGP
 * certificate at all. An expired or revoked OpenPGP certificate is not passed over either, since its owner has chosen
 * that kind of encryption, and may not be able to open the other.
 */
@Immutable
public final class AccountCertificateReader implements MaterialReader {

    private final CertificateReader openPgp = new CertificateReader();
    private final SmimeCertificateReader smime = new SmimeCertificateReader();

    @Override
    public CertificateSource read(CertificateMaterial material) {
        boolean smimeOnly = material.openPgp().isEmpty() && !material.smime().isEmpty();
        return smimeOnly ? smime.read(material.smime()) : openPgp.read(material.openPgp());
    }
}
