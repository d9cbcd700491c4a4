package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.certificate.SelfSignature.Kind;

/** Which of many certifications counts, and how many there may be. */
class UserIdsTest {

    private static final int INSTANTS = 8;

    @Test
    void certificationAtShouldBeTheBestOneWhateverTheCertificationsAre() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<SelfSignatures> users = new ArrayList<>();
            for (int user = random.nextInt(4); user >= 0; user--) {
                users.add(new SelfSignatures(IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> any(random))
                        .toList()));
            }
            UserIds userIds = new UserIds(users);
            for (int second = -1; second <= INSTANTS + 1; second++) {
                Instant at = CREATED.plusSeconds(second);
                assertThat(userIds.certificationAt(at)).isEqualTo(best(users, at));
            }
        }
    }

    /** One user ID or many, with the same number of certifications in total. */
    @ParameterizedTest
    @CsvSource({"1,1000", "1,4000", "1000,1", "4000,1", "40,100"})
    void ofShouldEvaluateAtEveryInstantWhenThereAreThousands(int users, int each) throws Exception {
        VerifiedCertificate certificate = certificate(users, each);

        EvaluationTimeline timeline = EvaluationTimeline.of(certificate);

        assertThat(timeline.evaluate(CREATED.plusSeconds(1L << 40)))
                .isInstanceOf(CertificateEvaluation.NoEncryptionSubkey.class);
        assertThat(certificate.userIds().certificationAt(CREATED.plusSeconds((long) users * each)))
                .hasValueSatisfying(
                        best -> assertThat(best.created()).isEqualTo(CREATED.plusSeconds((long) users * each)));
    }

    @ParameterizedTest
    @CsvSource({"1", "3000"})
    void ofShouldRefuseMoreThanCanBeEvaluated(int users) {
        VerifiedCertificate certificate = certificate(users, 9_000 / users);

        assertThatExceptionOfType(MalformedCertificateException.class)
                .isThrownBy(() -> EvaluationTimeline.of(certificate))
                .withMessage("too many self-signatures to evaluate (9000 on user IDs, 0 on keys, 9001 dates):"
                        + " use gpg --export-options export-minimal");
    }

    private static VerifiedCertificate certificate(int users, int each) {
        List<SelfSignatures> all = new ArrayList<>();
        int second = 0;
        for (int user = 0; user < users; user++) {
            List<SelfSignature> signatures = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                signatures.add(signature(Kind.BINDING, ++second, Instant.MAX, false, second));
            }
            all.add(new SelfSignatures(signatures));
        }
        VerifiedKey primary = new VerifiedKey(
                TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                        .build()
                        .keyPairs()
                        .get(0)
                        .getPublicKey(),
                new SelfSignatures(List.of()));
        return new VerifiedCertificate("f0f0", primary, new UserIds(all), List.of(), List.of());
    }

    private static SelfSignature any(Random random) {
        int created = random.nextInt(INSTANTS);
        Instant expires = random.nextBoolean()
                ? Instant.MAX
                : CREATED.plusSeconds(created + 1L + random.nextInt(INSTANTS - created));
        Kind kind = random.nextInt(4) == 0 ? Kind.REVOCATION : Kind.BINDING;
        return signature(kind, created, expires, random.nextInt(4) == 0, random.nextInt());
    }

    /** @param mark distinguishes signatures that are otherwise equal */
    private static SelfSignature signature(Kind kind, int second, Instant expires, boolean primaryUser, int mark) {
        return new SelfSignature(
                kind,
                CREATED.plusSeconds(second),
                expires,
                false,
                Optional.empty(),
                Optional.of(KeyFlags.CERTIFY_OTHER),
                primaryUser,
                Optional.of(mark),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * The same result, computed as the RFC describes it: the last user ID with the best certification, user IDs that
     * are not revoked first.
     */
    private static Optional<SelfSignature> best(List<SelfSignatures> users, Instant at) {
        return newestOf(users.stream().filter(user -> !isRevoked(user, at)).toList(), at)
                .or(() -> newestOf(users, at));
    }

    private static Optional<SelfSignature> newestOf(List<SelfSignatures> users, Instant at) {
        return users.stream()
                .flatMap(user -> newest(user, at).stream())
                .sorted(Comparator.comparing(SelfSignature::primaryUser).thenComparing(SelfSignature::created))
                .reduce((first, second) -> second);
    }

    private static Optional<SelfSignature> newest(SelfSignatures user, Instant at) {
        return user.bindings().filter(s -> s.holdsAt(at)).max(Comparator.comparing(SelfSignature::created));
    }

    private static boolean isRevoked(SelfSignatures user, Instant at) {
        Instant certified = newest(user, at).map(SelfSignature::created).orElse(Instant.MIN);
        return user.all().stream()
                .anyMatch(s -> s.kind() == Kind.REVOCATION
                        && !s.created().isAfter(at)
                        && !s.created().isBefore(certified));
    }
}
