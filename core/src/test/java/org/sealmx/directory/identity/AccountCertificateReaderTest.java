package org.sealmx.directory.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smime.certificate.TestCertificates;

class AccountCertificateReaderTest {

    private static final List<SmimeMaterial> SMIME =
            List.of(new SmimeMaterial(TestCertificates.curve("P-256").pem(), Optional.empty()));

    private static CertificateEvaluation evaluate(List<String> openPgp, List<SmimeMaterial> smime) {
        return new AccountCertificateReader()
                .read(new CertificateMaterial(openPgp, smime))
                .evaluate(TestKeys.NOW);
    }

    @Test
    void readShouldTakeTheX509CertificateWhenThereIsNoOther() {
        assertThat(evaluate(List.of(), SMIME)).isInstanceOf(UsableSmime.class);
    }

    @Test
    void readShouldTakeTheOpenPgpCertificateWhenThereAreBothKinds() {
        assertThat(evaluate(List.of(TestKeys.curve25519().armoredCertificate()), SMIME))
                .isInstanceOf(UsableOpenPgp.class);
    }

    @Test
    void readShouldNotPassOverAnOpenPgpCertificateThatCannotBeUsed() {
        assertThat(evaluate(List.of(TestKeys.expired().armoredCertificate()), SMIME))
                .isInstanceOf(Expired.class);
        assertThat(evaluate(List.of(TestKeys.revoked().armoredCertificate()), SMIME))
                .isInstanceOf(Revoked.class);
        assertThat(evaluate(List.of("nonsense"), SMIME)).isInstanceOf(Malformed.class);
    }

    @Test
    void readShouldBeAbsentWhenThereIsNeitherKind() {
        assertThat(new AccountCertificateReader().read(CertificateMaterial.NONE).evaluate(Instant.MIN))
                .isEqualTo(new Absent());
    }

    @Test
    void materialShouldShowNothingOfItself() {
        assertThat(new CertificateMaterial(List.of("K"), SMIME))
                .hasToString("CertificateMaterial[1 OpenPGP, 1 S/MIME]");
    }
}
