package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.measure.Recorded;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;

/** What a sealer says about the messages that it seals. */
class MeasuredSealingTest {

    private static final String MESSAGE = "Subject: x\r\n\r\nbody\r\n";

    private static final TestCertificate ALICE = TestCertificates.curve("P-256");

    private final Recorded recorded = new Recorded();
    private final MessageSealer sealer = new MessageSealer(new SecureRandom(), recorded);

    private void seal(MessageSealer with, String message, Usable recipients) throws SealingException {
        try (SealingShare share = new SealingShare()) {
            with.seal(Sealing.message(message), recipients, Sealing.trace(), share);
        }
    }

    @Test
    void eachFormShouldBeCountedWithTheSizeOfTheMessage() throws Exception {
        seal(sealer, MESSAGE, Sealing.KEY.usable());
        seal(sealer, MESSAGE, ALICE.usable());
        seal(sealer.with(TestOptions.with(SealingFormat.LEAP)), MESSAGE, Sealing.KEY.usable());
        String encrypted = EncryptedMail.message(
                EncryptedMail.armor(EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, Sealing.KEY)));
        seal(sealer, encrypted, Sealing.KEY.usable());

        assertThat(recorded.words)
                .containsExactly(
                        "pgp-mime " + MESSAGE.length(),
                        "seal",
                        "smime " + MESSAGE.length(),
                        "seal",
                        "leap " + MESSAGE.length(),
                        "seal",
                        "kept " + encrypted.length(),
                        "seal");
    }

    @Test
    void messageThatIsNotSealedShouldNotBeCounted() {
        SealingOptions leap = TestOptions.with(SealingFormat.LEAP);
        assertThatThrownBy(() -> seal(sealer.with(leap), MESSAGE, ALICE.usable()))
                .isInstanceOf(SealingException.class);
        assertThat(recorded.words).isEmpty();
    }
}
