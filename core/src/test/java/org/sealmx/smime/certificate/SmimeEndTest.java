package org.sealmx.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.LastUsable;

/** When X.509 certificates end. */
class SmimeEndTest {

    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2025-06-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2025-12-31T23:59:59Z");

    private static String valid(Instant first, Instant last) {
        return TestCertificates.certificate(TestCertificates.curveKey("P-256"))
                .valid(first, last)
                .build()
                .pem();
    }

    private static CertificateSource source(SmimeMaterial... material) {
        return new SmimeCertificateReader().read(List.of(material));
    }

    private static Optional<Instant> end(CertificateSource source, Instant now) {
        return LastUsable.of(source, now).map(LastUsable::end);
    }

    @Test
    void endShouldBeThatOfTheLastCertificateWhenTheyFollowWithoutAGap() {
        CertificateSource source = source(
                new SmimeMaterial(valid(FROM, MIDDLE), Optional.empty()),
                new SmimeMaterial(valid(MIDDLE, UNTIL), Optional.empty()));
        assertThat(end(source, FROM)).contains(UNTIL.plusSeconds(1));
        assertThat(end(source, FROM.minusSeconds(1))).isEmpty();
        assertThat(end(source, UNTIL.plusSeconds(1))).isEmpty();
    }

    @Test
    void endShouldBeTheBeginningOfAGap() {
        CertificateSource source = source(
                new SmimeMaterial(valid(FROM, MIDDLE), Optional.empty()),
                new SmimeMaterial(valid(MIDDLE.plusSeconds(2), UNTIL), Optional.empty()));
        assertThat(end(source, FROM)).contains(MIDDLE.plusSeconds(1));
    }

    @Test
    void endShouldBeARevocationThatIsToCome() {
        CertificateSource source = source(new SmimeMaterial(valid(FROM, UNTIL), Optional.of(MIDDLE)));
        assertThat(end(source, FROM)).contains(MIDDLE);
        assertThat(end(source(new SmimeMaterial(valid(FROM, UNTIL), Optional.of(Instant.MIN))), FROM))
                .isEmpty();
    }

    @Test
    void whatIsNoCertificateShouldHaveNoEnd() {
        assertThat(end(source(new SmimeMaterial("nonsense", Optional.empty())), FROM))
                .isEmpty();
    }
}
