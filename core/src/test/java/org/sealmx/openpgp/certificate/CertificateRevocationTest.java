package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_RETIRED;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_SUPERSEDED;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.NO_REASON;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.USER_NO_LONGER_VALID;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.UsableOpenPgp;

class CertificateRevocationTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(bytes = {NO_REASON, KEY_COMPROMISED, 77, 100})
    void evaluateShouldBeRevokedForAllTimeWhenTheRevocationIsHard(byte reason) {
        TestKey key = complete(primary().revocation(NOW, reason));

        assertThat(key.evaluate(NOW)).isEqualTo(new Revoked(key.fingerprint()));
        assertThat(key.evaluate(NOW.minusSeconds(1))).isEqualTo(new Revoked(key.fingerprint()));
        assertThat(key.evaluate(CREATED)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldBeRevokedForAllTimeWhenTheRevocationGivesNoReason() {
        TestKey key = complete(primary().revocation(NOW, s -> {}));

        assertThat(key.evaluate(CREATED)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @ParameterizedTest
    @ValueSource(bytes = {KEY_SUPERSEDED, KEY_RETIRED})
    void evaluateShouldBeRevokedFromTheTimeOfASoftRevocationOn(byte reason) {
        TestKey key = complete(primary().revocation(NOW, reason));

        assertThat(key.evaluate(NOW.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(NOW)).isEqualTo(new Revoked(key.fingerprint()));
        assertThat(key.evaluate(LATER)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldStayRevokedThoughTheRevocationExpires() {
        TestKey key = complete(primary().revocation(NOW, s -> {
            s.setRevocationReason(false, KEY_RETIRED, "");
            s.setSignatureExpirationTime(true, 60);
        }));

        assertThat(key.evaluate(LATER)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldStayRevokedThoughTheUserIdIsCertifiedAgain() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .revocation(NOW, KEY_RETIRED)
                .userId("Rita <rita@example.org>")
                .certification(NOW.plusSeconds(10), TestKeys::certifying)
                .subkey(LEGACY_X25519, NOW.plusSeconds(20))
                .binding(NOW.plusSeconds(20), TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(LATER)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldBeRevokedWhenThereIsNothingButTheRevocation() {
        TestKey key = primary().revocation(NOW, KEY_COMPROMISED).build();

        assertThat(key.evaluate(NOW)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldHonourARevocationWithSha1() {
        TestKey key = complete(primary()
                .hash(HashAlgorithmTags.SHA1)
                .revocation(NOW, KEY_RETIRED)
                .hash(HashAlgorithmTags.SHA256));

        assertThat(key.evaluate(NOW)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldHonourARevocationWithAnUnknownCriticalNotation() {
        TestKey key = complete(primary().revocation(NOW, s -> {
            s.setRevocationReason(false, KEY_RETIRED, "");
            s.addNotationData(true, true, "unknown@example.org", "value");
        }));

        assertThat(key.evaluate(NOW)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldBeRevokedWhenTheOnlySubkeyIs() {
        TestKey hard = withSubkey().subkeyRevocation(NOW, KEY_COMPROMISED).build();
        TestKey soft = withSubkey().subkeyRevocation(NOW, KEY_SUPERSEDED).build();

        assertThat(hard.evaluate(CREATED)).isEqualTo(new Revoked(hard.fingerprint()));
        assertThat(soft.evaluate(NOW.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(soft.evaluate(NOW)).isEqualTo(new Revoked(soft.fingerprint()));
    }

    @Test
    void evaluateShouldKeepASubkeyRevokedThoughItIsBoundAgain() {
        TestKey key = withSubkey()
                .subkeyRevocation(NOW, KEY_SUPERSEDED)
                .binding(NOW.plusSeconds(60), TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(LATER)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldTakeTheOtherSubkeyWhenOneIsRevoked() {
        TestKey key = withSubkey()
                .subkeyRevocation(NOW, KEY_COMPROMISED)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(((UsableOpenPgp) key.evaluate(NOW)).recipients()).hasSize(1);
    }

    @Test
    void evaluateShouldIgnoreARevokedUserIdWhenAnotherIsValid() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Old <old@example.org>")
                .certification(CREATED, s -> {
                    s.setPrimaryUserID(false, true);
                    s.setKeyExpirationTime(true, 60);
                })
                .userIdRevocation(NOW, USER_NO_LONGER_VALID)
                .userId("New <new@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(key.evaluate(NOW.minusSeconds(1))).isInstanceOf(CertificateEvaluation.Expired.class);
    }

    @Test
    void evaluateShouldGoOnWhenTheOnlyUserIdIsRevoked() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Old <old@example.org>")
                .certification(CREATED, s -> {
                    TestKeys.certifying(s);
                    s.setKeyExpirationTime(
                            true, Duration.between(CREATED, LATER).toSeconds());
                })
                .userIdRevocation(NOW, USER_NO_LONGER_VALID)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(key.evaluate(LATER)).isEqualTo(new Expired(key.fingerprint(), LATER));
    }

    private static TestKeyBuilder primary() {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED);
    }

    private static TestKey complete(TestKeyBuilder primary) {
        return primary.userId("Rita <rita@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    private static TestKeyBuilder withSubkey() {
        return primary()
                .userId("Rita <rita@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting);
    }
}
