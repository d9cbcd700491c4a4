package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.USER_NO_LONGER_VALID;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.smtp.EmailAddress;

/** Certificates of other people in an account's key material, such as a whole keyring that a user has pasted. */
class StrangersCertificateTest {

    private static final EmailAddress ALICE_ADDRESS = EmailAddress.of("alice@example.org");

    private static final TestKey ALICE = TestKeys.curve25519("Alice <Alice@Example.ORG>");
    private static final TestKey EXPIRED = expired("Alice <alice@example.org>");
    private static final TestKey BOB = TestKeys.curve25519("Bob <bob@example.org>");
    private static final TestKey CAROL = TestKeys.curve25519("Carol <carol@example.org>");
    private static final TestKey UNNAMED = TestKeys.curve25519("Alice");

    private static TestKey expired(String userId) {
        return TestKeys.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, userId, s -> {
            TestKeys.certifying(s);
            s.setKeyExpirationTime(false, 60);
        });
    }

    private static CertificateSource ofAlice(Object... material) {
        List<String> texts = Stream.of(material)
                .map(one -> one instanceof TestKey key ? key.armoredCertificate() : one.toString())
                .toList();
        return new CertificateReader().read(texts).ownedBy(ALICE_ADDRESS::equals);
    }

    private static List<String> fingerprints(CertificateSource source) {
        return ((Usable) source.evaluate(NOW)).certificateFingerprints();
    }

    @Test
    void evaluateShouldTakeTheOnlyCertificateWhateverItNames() {
        assertThat(fingerprints(ofAlice(BOB))).containsExactly(BOB.fingerprint());
        assertThat(ofAlice(BOB).remarks()).isEmpty();
    }

    @Test
    void evaluateShouldTakeAllCertificatesWhenTheyAllNameOthers() {
        CertificateSource source = ofAlice(BOB, CAROL);

        assertThat(fingerprints(source)).containsExactly(BOB.fingerprint(), CAROL.fingerprint());
        assertThat(source.remarks())
                .containsExactly("2 certificates, 2 of them name other addresses: fingerprint " + BOB.fingerprint()
                        + ", " + CAROL.fingerprint());
    }

    @Test
    void evaluateShouldTakeStrangersBesideItsOwn() {
        CertificateSource source = ofAlice(BOB, ALICE, CAROL);

        assertThat(fingerprints(source)).containsExactly(BOB.fingerprint(), ALICE.fingerprint(), CAROL.fingerprint());
        assertThat(source.remarks()).hasSize(1).first().asString().startsWith("3 certificates, 2 of them name ");
    }

    @Test
    void evaluateShouldNotTakeStrangersAloneWhenItsOwnCannotBeUsed() {
        assertThat(ofAlice(EXPIRED, BOB).evaluate(NOW))
                .isEqualTo(new Expired(EXPIRED.fingerprint(), CREATED.plusSeconds(60)));
        assertThat(ofAlice(EXPIRED, BOB).evaluate(CREATED)).isInstanceOf(Usable.class);
        assertThat(ofAlice(BOB, EXPIRED, CAROL).evaluate(NOW)).isInstanceOf(Expired.class);
    }

    @Test
    void evaluateShouldTakeACertificateWithoutAnAddressForItsOwn() {
        assertThat(fingerprints(ofAlice(EXPIRED, UNNAMED))).containsExactly(UNNAMED.fingerprint());
        assertThat(ofAlice(EXPIRED, UNNAMED).remarks()).isEmpty();
        assertThat(ofAlice(expired("Alice"), BOB).evaluate(NOW)).isInstanceOf(Expired.class);
    }

    @Test
    void evaluateShouldTakeACertificateForItsOwnWhenAnyOfItsNamesIs() {
        TestKey several = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@elsewhere.example>")
                .certification(CREATED, TestKeys::certifying)
                .userId("alice@example.org")
                .certification(CREATED, TestKeys::certifying)
                .userIdRevocation(NOW, USER_NO_LONGER_VALID)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(fingerprints(ofAlice(EXPIRED, several))).containsExactly(several.fingerprint());
    }

    /** Anybody can append a user ID. */
    @Test
    void evaluateShouldNotBelieveANameThatIsNotCertified() {
        TestKey claiming = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Bob <bob@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .userId("Alice <alice@example.org>")
                .forgedBy(BOB)
                .certification(CREATED, TestKeys::certifying)
                .signedByItself()
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(ofAlice(EXPIRED, claiming).evaluate(NOW)).isInstanceOf(Expired.class);
    }

    @Test
    void evaluateShouldNotTakeStrangersAloneWhenItsOwnIsBroken() {
        TestKey weak = TestKeys.version4(
                TestKeyAlgorithm.RSA_1024,
                TestKeyAlgorithm.LEGACY_X25519,
                "Alice <alice@example.org>",
                TestKeys::certifying);
        TestKey unsigned = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .build();

        assertThat(ofAlice(weak, BOB).evaluate(NOW)).isEqualTo(new TooWeak(weak.fingerprint(), "RSA-1024"));
        assertThat(ofAlice(unsigned, BOB).evaluate(NOW)).isInstanceOf(Malformed.class);
        assertThat(ofAlice("cannot be read!", BOB).evaluate(NOW)).isInstanceOf(Malformed.class);
    }

    @Test
    void evaluateShouldTakeTheOnlyCertificateBesideASecretKeyOrSignaturesOfNobody() {
        assertThat(fingerprints(ofAlice(BOB, CAROL.armoredSecretKey()))).containsExactly(BOB.fingerprint());
        assertThat(ofAlice(BOB, CAROL.armoredSecretKey()).remarks())
                .containsExactly("keys.pgp contains a PRIVATE key. Remove it, treat it as compromised,"
                        + " and use \"gpg --export\"");
    }

    @Test
    void remarksShouldListSomeFingerprintsOnlyWhenThereAreMany() {
        List<Object> keyring = new ArrayList<>(List.of(ALICE));
        for (int i = 0; i < 5; i++) {
            keyring.add(TestKeys.curve25519("b" + i + "@example.org"));
        }

        assertThat(ofAlice(keyring.toArray()).remarks())
                .singleElement()
                .asString()
                .matches("6 certificates, 5 of them name other addresses: fingerprint ([0-9a-f]{40}, ){3}\\.\\.\\.");
    }

    @Test
    void ownedByShouldTakeNoMemoryForNamesWhenNothingIsOdd() {
        TestKey next = TestKeys.curve25519("Alice <alice@example.org>");

        assertThat(ofAlice(ALICE, next)).isInstanceOf(PackedTimeline.class);
        assertThat(ofAlice(ALICE, next).footprint())
                .isLessThan(2 * ofAlice(ALICE).footprint());
        assertThat(ofAlice(EXPIRED, BOB).footprint()).isLessThan(1024);
    }
}
