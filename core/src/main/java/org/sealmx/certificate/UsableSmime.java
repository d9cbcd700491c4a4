package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * X.509 certificates that mail can be encrypted to.
 *
 * @param recipients every usable certificate, at least one
 */
@Immutable
public record UsableSmime(List<SmimeRecipient> recipients) implements CertificateEvaluation.Usable {

    /** @throws IllegalArgumentException when there is no certificate */
    public UsableSmime {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("at least one certificate is needed");
        }
    }

    /**
     * The best content cipher that all of these certificates list among their capabilities;
     * {@link ContentCipher#AES128_CBC} if they have none in common.
     *
     * @param otherwise the cipher for a certificate that lists none
     */
    public ContentCipher cipher(ContentCipher otherwise) {
        return ContentCipher.forAll(recipients, otherwise);
    }

    @Override
    public List<String> certificateFingerprints() {
        return recipients.stream().map(SmimeRecipient::fingerprint).distinct().toList();
    }

    @Override
    public Set<String> postQuantum() {
        return recipients.stream()
                .filter(SmimeRecipient::isPostQuantum)
                .map(SmimeRecipient::fingerprint)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String describe() {
        int postQuantum = postQuantum().size();
        return "usable, " + recipients.size() + " X.509 certificate(s)"
                + (postQuantum == 0 ? "" : ", " + postQuantum + " of them post-quantum");
    }
}
