package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.smtp.EmailAddress;

/**
 * Certificates as people have them, made with other programs. gpg and sq use or refuse each of them as the table says;
 * where these two differ, or the answer today differs, the name says so. The integration tests run the programs
 * themselves.
 */
class CertificateCasesTest {

    /** A time after all of them were made. */
    private static final Instant TODAY = Instant.parse("2027-01-01T00:00:00Z");

    private static final EmailAddress O10B = EmailAddress.of("o10b_two_own_expired@example.org");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "o04b_noflags_sub (gpg uses it and sq does not),usable",
        "o08_uid_revoked,usable",
        "o09_superseded_rev (gpg refuses it and sq does not),revoked",
        "o09b_sub_rebound (gpg refuses it and sq does not),revoked",
        "o11u_rev_block_after,revoked",
        "o11v_rev_block_before,revoked",
        "o12b_1200_uids,usable",
        "o13c_designated_revoked_known,revoked",
        "o16f_kdf_reserved2,not for encrypting mail: ECDH parameters in an unknown format",
        "o27_rev_at_end,revoked",
        "o27b_rev_behind_uid,revoked",
        "o27c_subrev_misplaced,revoked",
        "revocation_cert,usable",
        "revocation_cert-then-revocation,revoked",
        "revocation_joined-one-block,revoked",
        "revocation_revocation-then-cert,revoked"
    })
    void evaluateShouldBeThatOfTheTableWhenACertificateIsOdd(String name, String verdict) {
        CertificateEvaluation evaluation = evaluate(text(name.replaceFirst(" .*", "")));

        if (verdict.equals("usable")) {
            assertThat(evaluation).isInstanceOf(Usable.class);
        } else {
            assertThat(evaluation.describe()).matches(verdict + ", fingerprint [0-9a-f]{40}");
        }
    }

    static Stream<Arguments> lists() {
        String certificate = text("revocation_cert");
        String revocation = text("revocation_rev");
        return Stream.of(
                Arguments.of("certificate first", List.of(certificate, revocation)),
                Arguments.of("revocation first", List.of(revocation, certificate)),
                Arguments.of("between copies", List.of(certificate, revocation, certificate)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    void evaluateShouldBeRevokedWhenTheRevocationIsAnotherValueOfTheList(String name, List<String> values) {
        assertThat(evaluate(values.toArray(String[]::new))).isInstanceOf(Revoked.class);
    }

    @Test
    void evaluateShouldNameTheFaultWhenARevocationDoesNotBelongToACertificate() {
        assertThat(evaluate(text("revocation_rev")))
                .isEqualTo(new Malformed("only signatures, none of them by these certificates"));
        CertificateSource source = read(text("revocation_rev"), text("o08_uid_revoked"));
        assertThat(source.evaluate(TODAY)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).containsExactly("malformed: only signatures, none of them by these certificates");
    }

    @Test
    void evaluateShouldNotUseAStrangersCertificateWhenItsOwnHasExpired() {
        CertificateSource source = read(text("o10b_two_own_expired")).ownedBy(O10B::equals);

        assertThat(source.evaluate(TODAY))
                .isEqualTo(
                        new Expired("dcc7c16573cb2aeecc54f697fe927fe39f18db62", Instant.parse("2023-01-01T00:00:00Z")));
        assertThat(source.remarks())
                .containsExactly("2 certificates, 1 of them names other addresses: fingerprint "
                        + "060cd00519ca7e85df53d439d271c8d5cdb5e23e");
    }

    private static CertificateEvaluation evaluate(String... material) {
        return read(material).evaluate(TODAY);
    }

    private static CertificateSource read(String... material) {
        return new CertificateReader().read(List.of(material));
    }

    private static String text(String name) {
        try (InputStream in = CertificateCasesTest.class.getResourceAsStream("cases/" + name + ".asc")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
