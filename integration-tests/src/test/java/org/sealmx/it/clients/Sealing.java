package org.sealmx.it.clients;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.it.harness.TestKey;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingException;
import org.sealmx.sealing.SealingOptions;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TestOptions;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Seals messages as the server does, for one recipient, with the default options. */
final class Sealing {

    private final MessageSealer sealer;
    private final CertificateEvaluation.Usable certificate;
    private final TraceFields trace;

    private Sealing(CertificateMaterial material, String recipient, SealingOptions options) {
        sealer = new MessageSealer(new SecureRandom()).with(options);
        certificate = (CertificateEvaluation.Usable)
                new AccountCertificateReader().read(material).evaluate(Instant.now());
        trace = new TraceFields(
                ReversePath.nullPath(), EmailAddress.of(recipient), "from example.net by example.org", "test");
    }

    /** Seals with OpenPGP. */
    static Sealing byOpenPgp(TestKey recipient) {
        return new Sealing(
                CertificateMaterial.openPgp(List.of(recipient.certificate())),
                recipient.address(),
                SealingOptions.DEFAULT);
    }

    /** Seals with S/MIME, for a certificate in PEM. */
    static Sealing bySmime(String certificate, String recipient) {
        return bySmime(certificate, recipient, SealingOptions.DEFAULT.smimeCipher());
    }

    /** Seals with S/MIME, for a certificate in PEM; the cipher is used if the certificate lists none. */
    static Sealing bySmime(String certificate, String recipient, ContentCipher cipher) {
        return new Sealing(
                new CertificateMaterial(List.of(), List.of(new SmimeMaterial(certificate, Optional.empty()))),
                recipient,
                TestOptions.with(cipher));
    }

    /** The message as it is stored. */
    byte[] seal(byte[] message) throws SealingException, IOException {
        try (SealingShare share = new SealingShare();
                InputStream sealed = sealer.seal(ReceivedMessage.of(message), certificate, trace, share)
                        .open()) {
            return sealed.readAllBytes();
        }
    }
}
