package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.smime.certificate.SmimeMaterial;

/**
 * What is written into the field {@code keys} of an identity document: certificates of one kind, made anew from the
 * input, so that no text around them gets into the directory.
 *
 * @param field {@code pgp} or {@code smime}
 * @param text OpenPGP's armor, or PEM
 */
@Immutable
public record NewMaterial(String field, String text) {

    /** The field with OpenPGP certificates. */
    static final String OPENPGP = "pgp";
    /** The field with X.509 certificates. */
    static final String SMIME = "smime";

    /** As the directory returns it. */
    CertificateMaterial material() {
        return field.equals(OPENPGP)
                ? CertificateMaterial.openPgp(List.of(text))
                : new CertificateMaterial(
                        List.of(),
                        List.of(new SmimeMaterial(
                                text, Optional.empty())));
    }

    /** The field and the length, without the content. */
    @Override
    public String toString() {
        return "NewMaterial[" + field + ", " + text.length() + " characters]";
    }
}
