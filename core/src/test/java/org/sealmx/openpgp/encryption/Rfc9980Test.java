package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.certificate.CertificateReader;

/**
 * The test vectors of RFC 9980, appendix A: certificates and messages, without the secret keys, which do not belong in
 * a repository.
 */
class Rfc9980Test {

    private static final Instant TODAY = Instant.parse("2027-01-01T00:00:00Z");

    private static CertificateEvaluation evaluate(String certificate) {
        return new CertificateReader().read(List.of(text(certificate))).evaluate(TODAY);
    }

    private static List<EncryptionSubkey> subkeys(String certificate) {
        return ((UsableOpenPgp) evaluate(certificate)).recipients();
    }

    private static String text(String name) {
        try (InputStream in = Rfc9980Test.class.getResourceAsStream("/org/sealmx/openpgp/rfc9980/" + name + ".asc")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v4-eddsa,342e5db2de345215cb2c944f7102ffed3b9cf12d,35,2",
        "v6-eddsa,c789e17d9dbdca7b3c833a3c063feb0353f80ad911fe27868fb0645df803e947,35,2",
        "v6-mldsa-65,a3e2e14b6a493ff930fb27321f125e9a6880338be9fb7da3ae065ea65793242f,35,2",
        "v6-mldsa-87,0d7a8be1410cd68eed4845ab487b4b4cfaecd8ebad1a1166a84230499200ee20,36,2",
        "v6-slhdsa-128s,eed4d13fc36c78e48276a93233339c4dd230fd5f6f5c5b82c63d5c0b5e361d92,35,2",
        "v6-slhdsa-128f,d54e0307021169f7b88beb2b76e3aad0e114be1a8f982d74dba9ca51d03537f4,35,2",
        "v6-slhdsa-256s,72fff84863aeba67f0d1d7691173247dd427533b9d7ee76011c6f77f2ce9fa7a,36,2"
    })
    void evaluateShouldFindEachCertificateUsable(String name, String fingerprint, int algorithm, int bodyVersion) {
        assertThat(subkeys(name)).singleElement().satisfies(subkey -> {
            assertThat(subkey.certificateFingerprint()).isEqualTo(fingerprint);
            assertThat(subkey.publicKey().getAlgorithm()).isEqualTo(algorithm);
            assertThat(CipherSuite.forAll(List.of(subkey), SeipdV2.ADVERTISED).packetVersion())
                    .isEqualTo(bodyVersion);
            assertThatCode(() -> sealTo(subkey)).doesNotThrowAnyException();
        });
    }

    private static void sealTo(EncryptionSubkey subkey) throws Exception {
        SecureRandom random = new SecureRandom();
        new BodyEncryptor(random)
                .encrypt(
                        new ByteArrayInputStream(new byte[0]),
                        0,
                        CipherSuite.forAll(List.of(subkey), SeipdV2.ADVERTISED))
                .wrapFor(subkey, random);
    }

    @ParameterizedTest
    @CsvSource({"v6-slhdsa-128s", "v6-slhdsa-128f", "v6-slhdsa-256s"})
    void evaluateShouldNotBelieveABindingThatIsBroken(String name) {
        // the last octets of the armor before its end belong to the signature that binds the subkey
        String armor = text(name);
        int last = armor.indexOf("-----END") - 40;
        char other = armor.charAt(last) == 'A' ? 'B' : 'A';
        String broken = armor.substring(0, last) + other + armor.substring(last + 1);

        assertThat(new CertificateReader().read(List.of(broken)).evaluate(TODAY))
                .isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(malformed.problem())
                        .startsWith("no signature on a subkey of public-key algorithm "));
    }

    @ParameterizedTest
    @CsvSource({
        "v4-eddsa,v4-eddsa-message-v1",
        "v4-eddsa,v4-eddsa-message-v2",
        "v6-eddsa,v6-eddsa-message",
        "v6-mldsa-65,v6-mldsa-65-message",
        "v6-mldsa-87,v6-mldsa-87-message",
        "v6-slhdsa-128s,v6-slhdsa-128s-message"
    })
    void findShouldKeepEachMessage(String certificate, String message) {
        List<EncryptionSubkey> ours = subkeys(certificate);
        byte[] armor = text(message).getBytes(StandardCharsets.US_ASCII);

        assertThat(ReceivedCiphertext.find(() -> new ByteArrayInputStream(armor), false, ours))
                .hasValueSatisfying(found -> assertThat(found.certificateFingerprints())
                        .containsExactly(ours.get(0).certificateFingerprint()));
    }

    @Test
    void findShouldNotKeepAMessageToAnother() {
        byte[] armor = text("v6-eddsa-message").getBytes(StandardCharsets.US_ASCII);

        assertThat(ReceivedCiphertext.find(() -> new ByteArrayInputStream(armor), false, subkeys("v6-mldsa-65")))
                .isEmpty();
    }
}
