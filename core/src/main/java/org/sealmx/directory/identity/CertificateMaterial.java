package org.sealmx.directory.identity;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.smime.certificate.SmimeMaterial;

/**
 * The certificates of one identity document as written there, not yet read. Equal when the texts are equal.
 *
 * @param openPgp each armored or base64, not blank
 * @param smime X.509 certificates, not blank
 */
@Immutable
public record CertificateMaterial(List<String> openPgp, List<SmimeMaterial> smime) {

    /** No certificate at all. */
    public static final CertificateMaterial NONE = openPgp(List.of());

    /** Copies the lists. */
    public CertificateMaterial {
        openPgp = List.copyOf(openPgp);
        smime = List.copyOf(smime);
    }

    /** Only OpenPGP certificates. */
    public static CertificateMaterial openPgp(List<String> certificates) {
        return new CertificateMaterial(certificates, List.of());
    }

    /** Whether there is nothing to encrypt to. */
    public boolean isEmpty() {
        return openPgp.isEmpty() && smime.isEmpty();
    }

    /** The number of certificates, without their content. */
    @Override
    public String toString() {
        return "CertificateMaterial[" + openPgp.size() + " OpenPGP, " + smime.size() + " S/MIME]";
    }
}
