package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;

class PackedTimelineTest {

    private static final String FINGERPRINT = "f0".repeat(32);

    private static List<String> describe(CertificateEvaluation evaluation) {
        return evaluation instanceof UsableOpenPgp usable
                ? usable.recipients().stream().map(PackedTimelineTest::describe).toList()
                : List.of(evaluation.toString());
    }

    private static String describe(EncryptionSubkey subkey) {
        try {
            return subkey.certificateFingerprint() + " " + subkey.fingerprint() + " " + subkey.preferences() + " "
                    + subkey.version1() + " "
                    + HexFormat.of().formatHex(subkey.publicKey().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CertificateSource read(TestKey... keys) {
        return new CertificateReader()
                .read(Stream.of(keys).map(TestKey::armoredCertificate).toList());
    }

    private static CertificateEvaluation packed(CertificateEvaluation evaluation) {
        return PackedTimeline.of(EvaluationTimeline.constant(evaluation)).evaluate(TestKeys.NOW);
    }

    @Test
    void evaluateShouldGiveEveryKindOfEvaluationBack() {
        List<CertificateEvaluation> kinds = List.of(
                new Absent(),
                new Expired(FINGERPRINT, TestKeys.EXPIRED),
                new Revoked(FINGERPRINT),
                new NoEncryptionSubkey(FINGERPRINT),
                new NotForEncryption(FINGERPRINT, "no"),
                new TooWeak(FINGERPRINT, "RSA-1024"),
                new SecretKey(SecretKey.Kind.OPENPGP),
                new Malformed(Optional.of(FINGERPRINT), "no"),
                new Malformed("größer als alles"));
        assertThat(kinds).allSatisfy(kind -> assertThat(packed(kind)).isEqualTo(kind));
    }

    @Test
    void evaluateShouldGiveTheSameSubkeysWhenTheCertificatesAreOfAllKinds() {
        for (TestKey key : List.of(
                TestKeys.curve25519(),
                TestKeys.rsa2048(),
                TestKeys.version6(),
                TestKeys.postQuantum4(),
                TestKeys.postQuantum1024(),
                TestKeys.curve25519WithVersion2Bodies())) {
            UsableOpenPgp plain = (UsableOpenPgp) key.evaluate(TestKeys.NOW);
            assertThat(describe(packed(plain))).isEqualTo(describe(plain));
            assertThat(plain.recipients().get(0).certificateFingerprint()).isEqualTo(key.fingerprint());
        }
    }

    @Test
    void evaluateShouldGiveAllSubkeysWhenThereAreSeveralCertificates() {
        TestKey first = TestKeys.curve25519();
        TestKey second = TestKeys.version6();
        assertThat(((UsableOpenPgp) read(first, second).evaluate(TestKeys.NOW)).recipients())
                .extracting(EncryptionSubkey::certificateFingerprint, EncryptionSubkey::preferences)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first.fingerprint(), CipherSuite.SEIPD_V1_AES256),
                        org.assertj.core.groups.Tuple.tuple(second.fingerprint(), CipherSuite.SEIPD_V2_AES256_OCB));
    }

    @Test
    void evaluateShouldChangeAtTheSecondWhenACertificateExpires() {
        TestKey key = TestKeys.expired();
        String fingerprint = key.fingerprint();
        CertificateSource source = read(key);
        assertThat(source.evaluate(Instant.MIN)).isEqualTo(new NoEncryptionSubkey(fingerprint));
        assertThat(source.evaluate(TestKeys.CREATED.minusNanos(1))).isEqualTo(new NoEncryptionSubkey(fingerprint));
        assertThat(source.evaluate(TestKeys.CREATED)).isInstanceOf(Usable.class);
        assertThat(source.evaluate(TestKeys.EXPIRED.minusNanos(1))).isInstanceOf(Usable.class);
        assertThat(source.evaluate(TestKeys.EXPIRED)).isEqualTo(new Expired(fingerprint, TestKeys.EXPIRED));
        assertThat(source.evaluate(Instant.MAX)).isEqualTo(new Expired(fingerprint, TestKeys.EXPIRED));
    }

    @Test
    void evaluateShouldFindEachOfManyChangesWhenThereAreMany() {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeys.CREATED)
                .userId("Maja <maja@example.org>")
                .certification(TestKeys.CREATED, TestKeys::certifying);
        for (int i = 0; i < 5; i++) {
            Duration life = Duration.ofDays(10L * (i + 1));
            builder.subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED).binding(TestKeys.CREATED, s -> {
                TestKeys.encrypting(s);
                s.setKeyExpirationTime(false, life.toSeconds());
            });
        }
        CertificateSource source = read(builder.build());
        for (int day = 0; day < 50; day++) {
            UsableOpenPgp usable = (UsableOpenPgp) source.evaluate(TestKeys.CREATED.plus(Duration.ofDays(day)));
            assertThat(usable.recipients()).hasSize(5 - day / 10);
        }
        assertThat(source.evaluate(TestKeys.CREATED.plus(Duration.ofDays(50)))).isInstanceOf(Expired.class);
    }

    @Test
    void footprintShouldBeThatOfTheKeyAndLittleMore() {
        assertThat(read(TestKeys.curve25519()).footprint()).isBetween(100L, 200L);
        assertThat(read(TestKeys.rsa2048()).footprint()).isBetween(300L, 400L);
        assertThat(read(TestKeys.postQuantum4()).footprint()).isBetween(1_300L, 1_500L);
        assertThat(read(TestKeys.postQuantum1024()).footprint()).isBetween(1_700L, 1_900L);
        CertificateSource several = read(TestKeys.rsa2048(), TestKeys.rsa2048());
        assertThat(several.ownedBy(address -> true).footprint()).isBetween(600L, 800L);
    }
}
