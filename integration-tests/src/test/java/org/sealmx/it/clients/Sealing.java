package org.sealmx.it.clients;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.sealmx.it.harness.TestKey;
import org.sealmx.mime.MessageSealer;
import org.sealmx.mime.ReceivedMessage;
import org.sealmx.mime.SealingException;
import org.sealmx.mime.SealingShare;
import org.sealmx.mime.TraceFields;
import org.sealmx.openpgp.CertificateReader;
import org.sealmx.openpgp.UsableOpenPgp;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Seals messages as the server does, for one recipient, with the options that are the default. */
final class Sealing {

    private static final MessageSealer SEALER = new MessageSealer(new SecureRandom());

    private final UsableOpenPgp certificate;
    private final TraceFields trace;

    Sealing(TestKey recipient) throws Exception {
        certificate = (UsableOpenPgp)
                new CertificateReader().read(List.of(recipient.certificate())).evaluate(Instant.now());
        trace = new TraceFields(
                ReversePath.nullPath(),
                EmailAddress.of(recipient.address()),
                "from example.net by example.org",
                "test");
    }

    /** The message as it is stored. */
    byte[] seal(byte[] message) throws SealingException, IOException {
        try (SealingShare share = new SealingShare();
                InputStream sealed = SEALER.seal(ReceivedMessage.of(message), certificate, trace, share)
                        .open()) {
            return sealed.readAllBytes();
        }
    }
}
