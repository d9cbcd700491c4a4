package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingException;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Seals a message to certificates before they come into force, so that the first mail is not the first attempt. */
@ThreadSafe
public final class TrialSeal {

    private static final byte[] MESSAGE =
            "Subject: trial\r\n\r\nA trial, which nobody gets.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final MessageSealer sealer;

    @SuppressWarnings("ThreadSafe") // what is passed here is shared by threads
    private final Function<CertificateEvaluation.Usable, Optional<String>> chain;

    /**
     * @param sealer of the server
     * @param chain why the server's chain cannot seal to certificates that are otherwise usable; called by any thread
     */
    public TrialSeal(MessageSealer sealer, Function<CertificateEvaluation.Usable, Optional<String>> chain) {
        this.sealer = sealer;
        this.chain = chain;
    }

    /** Why no message can be sealed; empty when one was. */
    Optional<String> problem(CertificateEvaluation.Usable certificates) {
        Optional<String> unsuitable = chain.apply(certificates);
        if (unsuitable.isPresent()) {
            return unsuitable.map(problem -> "the server cannot seal mail to it: " + problem);
        }
        EmailAddress nobody = EmailAddress.of("trial@localhost.invalid");
        try (SealingShare share = new SealingShare()) {
            sealer.seal(
                    ReceivedMessage.of(MESSAGE),
                    certificates,
                    new TraceFields(ReversePath.nullPath(), nobody, "from trial", "trial"),
                    share);
            return Optional.empty();
        } catch (SealingException e) {
            return Optional.of("a trial message cannot be sealed to it: " + e.getMessage());
        }
    }
}
