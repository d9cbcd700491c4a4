package org.sealmx.it.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.it.openpgp.Workshop.FUTURE;
import static org.sealmx.it.openpgp.Workshop.LATER;
import static org.sealmx.it.openpgp.Workshop.MADE;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.it.openpgp.GpgKey.Reason;
import org.sealmx.it.openpgp.OddCertificate.Maker;

/**
 * Odd certificates made by gpg and sq, judged by the product, gpg and sq. Where the verdicts differ, the table says
 * why.
 */
class OddCertificatesIT {

    /** A month as gpg counts it: 30 days. */
    private static final Instant MONTH_LATER = MADE.plus(Duration.ofDays(30));

    private static Workshop workshop;

    @BeforeAll
    static void openWorkshop() throws IOException {
        workshop = new Workshop();
    }

    @AfterAll
    static void closeWorkshop() throws IOException {
        workshop.close();
    }

    static Stream<OddCertificate> certificates() {
        return Stream.of(OddTimes.all(), OddSubkeys.all(), OddSignatures.all(), OddIdentities.all(), OddCases.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void verdictsShouldBeThoseOfTheTable(OddCertificate odd) throws Exception {
        Certificate certificate = odd.maker().make(workshop);

        List<String> verdicts =
                List.of(Judges.product(certificate, Instant.now()), Judges.gpg(certificate), Judges.sq(certificate));

        assertThat(verdicts).containsExactly(odd.product(), odd.gpg(), odd.sq());
        assertThat(odd.reason().isEmpty())
                .as("a reason is given exactly when not all agree")
                .isEqualTo(odd.isAgreed());
    }

    static Stream<Arguments> certificatesInTime() {
        Maker compromised = w -> w.ordinary().revoke(LATER, Reason.COMPROMISED).certificate();
        Maker superseded = w -> w.ordinary().revoke(LATER, Reason.SUPERSEDED).certificate();
        Maker retired = w -> w.ordinaryBySq().revoked(LATER, "retired");
        Maker expiring = w -> w.primary(MADE, "ed25519", "cert,sign", "1m")
                .subkey(MADE, "cv25519", "encr", "never")
                .certificate();
        Maker planned =
                w -> w.ordinary().subkey(FUTURE, "cv25519", "encr", "never").certificate();
        return Stream.of(
                Arguments.of("compromised", compromised, LATER.minusSeconds(1), "revoked"),
                Arguments.of("superseded", superseded, MADE.minusSeconds(1), "no encryption subkey"),
                Arguments.of("superseded", superseded, LATER.minusSeconds(1), "1"),
                Arguments.of("superseded", superseded, LATER, "revoked"),
                Arguments.of("retired, sq", retired, LATER.minusSeconds(1), "3"),
                Arguments.of("retired, sq", retired, LATER, "revoked"),
                Arguments.of("expiring", expiring, MADE, "1"),
                Arguments.of("expiring", expiring, MONTH_LATER.minusSeconds(1), "1"),
                Arguments.of("expiring", expiring, MONTH_LATER, "expired on " + MONTH_LATER),
                Arguments.of("rotation by plan", planned, FUTURE.minusSeconds(1), "1"),
                Arguments.of("rotation by plan", planned, FUTURE, "1, 2"));
    }

    @ParameterizedTest(name = "{0} at {2}: {3}")
    @MethodSource("certificatesInTime")
    void verdictShouldChangeWithTime(String name, Maker maker, Instant at, String verdict) throws Exception {
        assertThat(Judges.product(maker.make(workshop), at)).as(name).isEqualTo(verdict);
    }
}
