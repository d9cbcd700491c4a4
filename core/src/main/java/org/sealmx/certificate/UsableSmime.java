package org.sealmx.certificate;

import java.util.List;

/**
 * X.509 certificates that mail can be encrypted to. Immutable.
 *
 * @param recipients every usable certificate, at least one
 */
public record UsableSmime(List<SmimeRecipient> recipients) implements CertificateEvaluation.Usable {

    /** @throws IllegalArgumentException when there is no certificate */
    public UsableSmime {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("somebody to encrypt to has a certificate");
        }
    }

    /**
     * How content for them is encrypted: what {@link ContentCipher} says, by the capabilities that the certificates
     * list.
     */
    public ContentCipher cipher(ContentCipher otherwise) {
        return ContentCipher.forAll(recipients, otherwise);
    }

    @Override
    public List<String> certificateFingerprints() {
        return recipients.stream().map(SmimeRecipient::fingerprint).distinct().toList();
    }

    @Override
    public String describe() {
        return "usable, " + recipients.size() + " X.509 certificate(s)";
    }
}
