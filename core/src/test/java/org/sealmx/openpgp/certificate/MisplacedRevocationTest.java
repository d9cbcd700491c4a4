package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_SUPERSEDED;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.message.RawPacket;

/** A revocation counts wherever it is in an account's key material; what others append does not count. */
class MisplacedRevocationTest {

    private static final TestKey MALLORY = TestKeys.curve25519("Mallory <mallory@example.org>");
    private static final List<Instant> INSTANTS = List.of(CREATED, NOW.minusSeconds(1), NOW, NOW.plusSeconds(1));
    private static final int SUBKEYS = 3;

    /**
     * A certificate with several user IDs and subkeys, its packets in order, and one revocation in its proper place.
     */
    private record Case(String name, List<RawPacket> packets, int place) {

        List<RawPacket> without() {
            List<RawPacket> rest = new ArrayList<>(packets);
            rest.remove(place);
            return rest;
        }

        RawPacket revocation() {
            return packets.get(place);
        }

        List<RawPacket> at(int position) {
            List<RawPacket> moved = without();
            moved.add(position, revocation());
            return moved;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(4, 6)
                .flatMap(version -> IntStream.rangeClosed(0, SUBKEYS).boxed().flatMap(key -> Stream.of(
                                KEY_COMPROMISED, KEY_SUPERSEDED)
                        .map(reason -> revoked(version, key, reason))));
    }

    /** @param key 0 for the primary key, or the number of a subkey */
    private static Case revoked(int version, int key, byte reason) {
        TestKeyBuilder builder = version == 6
                ? TestKeyBuilder.version6(TestKeyAlgorithm.ED25519, CREATED).directKey(CREATED, TestKeys::certifying)
                : TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED);
        int place = version == 6 ? 2 : 1;
        int position = place;
        if (key == 0) {
            builder.revocation(NOW, reason);
            position++;
        }
        for (String name : List.of("Alice <alice@example.org>", "Alice <alice@example.net>")) {
            builder.userId(name).certification(CREATED, TestKeys::certifying);
            position += 2;
        }
        for (int subkey = 1; subkey <= SUBKEYS; subkey++) {
            TestKeyAlgorithm algorithm = version == 6 ? TestKeyAlgorithm.X25519 : TestKeyAlgorithm.LEGACY_X25519;
            builder.subkey(algorithm, CREATED).binding(CREATED, TestKeys::encrypting);
            position += 2;
            if (subkey == key) {
                builder.subkeyRevocation(NOW, reason);
                place = position++;
            }
        }
        String name = "version " + version + (key == 0 ? ", primary key" : ", subkey " + key) + ", reason " + reason;
        return new Case(name, packets(builder.build().binaryCertificate()), place);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluateShouldBeThatOfTheRightPlaceWhereverInTheCertificateTheRevocationIs(Case one) {
        List<String> right = verdicts(armor(one.packets));

        assertThat(right).isNotEqualTo(verdicts(armor(one.without())));
        for (int position = 0; position < one.packets.size(); position++) {
            assertThat(verdicts(armor(one.at(position))))
                    .as("at position %d", position)
                    .isEqualTo(right);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluateShouldBeThatOfTheRightPlaceWhateverBlockTheRevocationIsIn(Case one) {
        List<String> right = verdicts(armor(one.packets));
        String certificate = armor(one.without());
        String revocation = armor(List.of(one.revocation()));
        String mallory = MALLORY.armoredCertificate();
        String inMallory =
                armor(Stream.concat(packets(MALLORY.binaryCertificate()).stream(), Stream.of(one.revocation()))
                        .toList());

        assertThat(verdicts(certificate + revocation)).isEqualTo(right);
        assertThat(verdicts(revocation + certificate)).isEqualTo(right);
        assertThat(verdicts(certificate, revocation)).isEqualTo(right);
        assertThat(verdicts(revocation, certificate)).isEqualTo(right);
        List<String> both = verdicts(armor(one.packets), mallory);
        assertThat(verdicts(certificate, inMallory)).isEqualTo(both);
        assertThat(verdicts(inMallory, certificate)).isNotEqualTo(verdicts(mallory, certificate));
    }

    static Stream<Arguments> brokenTexts() {
        Case one = revoked(4, 0, KEY_COMPROMISED);
        String revocation = armor(List.of(one.revocation()));
        ByteArrayOutputStream cutOff = new ByteArrayOutputStream();
        cutOff.writeBytes(one.revocation().whole());
        cutOff.writeBytes(new byte[] {(byte) 0xc2, 60, 4});
        return Stream.of(
                Arguments.of("secret key first", one, MALLORY.armoredSecretKey() + revocation),
                Arguments.of("secret key last", one, revocation + MALLORY.armoredSecretKey()),
                Arguments.of("block without an end", one, revocation + "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA"),
                Arguments.of("packet that is cut off", one, TestKey.armor("PUBLIC KEY BLOCK", cutOff.toByteArray())),
                Arguments.of(
                        "after a user attribute",
                        one,
                        armor(List.of(
                                packets(MALLORY.binaryCertificate()).get(0),
                                new RawPacket(17, new byte[] {(byte) 0xd1, 2, 1, 2}, new byte[] {1, 2}),
                                one.revocation()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenTexts")
    void evaluateShouldBeRevokedThoughTheTextWithTheRevocationIsBroken(String name, Case one, String text) {
        String certificate = armor(one.without());

        assertThat(evaluate(certificate)).isInstanceOf(Usable.class);
        assertThat(evaluate(certificate, text)).isNotInstanceOf(Usable.class);
        assertThat(evaluate(text, certificate)).isNotInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldBeRevokedWhenThereIsNothingButAKeyAndItsRevocationElsewhere() {
        TestKey key = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .revocation(NOW, KEY_COMPROMISED)
                .build();
        List<RawPacket> packets = packets(key.binaryCertificate());

        assertThat(evaluate(armor(packets.subList(1, 2)), armor(packets.subList(0, 1))))
                .isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeMisplacedRevocationsByOthers() {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .signedBy(MALLORY)
                .revocation(NOW, KEY_COMPROMISED)
                .subkeyRevocation(NOW, KEY_COMPROMISED)
                .forgedBy(MALLORY)
                .revocation(NOW, KEY_COMPROMISED)
                .subkeyRevocation(NOW, KEY_COMPROMISED);

        assertThat(evaluate(builder.build().armoredCertificate(), MALLORY.armoredCertificate()))
                .isInstanceOf(Usable.class);
    }

    /** Rubbish neither cuts an owner off nor hides a revocation: everything within the limit of packets is tried. */
    @Test
    void evaluateShouldBeRightHoweverMuchRubbishIsAppended() {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .forgedBy(MALLORY);
        for (int i = 0; i < 700; i++) {
            builder.revocation(NOW.plusSeconds(i), KEY_COMPROMISED);
            builder.subkeyRevocation(NOW.plusSeconds(i), KEY_COMPROMISED);
            builder.binding(NOW.plusSeconds(i), s -> s.setKeyFlags(true, 0));
        }
        TestKey flooded = builder.build();
        TestKey revoked =
                builder.signedByItself().revocation(NOW, KEY_SUPERSEDED).build();

        assertThat(flooded.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(revoked.evaluate(NOW)).isEqualTo(new Revoked(revoked.fingerprint()));
    }

    @Test
    void mayTryShouldEndTheWork() {
        RawPacket packet = revoked(4, 0, KEY_COMPROMISED).revocation();
        Revocations.Revocation revocation = Revocations.Revocation.of(
                packet, SignatureVerifier.parse(packet).orElseThrow());
        Revocations revocations = new Revocations(List.of(packet));

        long tries = IntStream.range(0, 1000)
                .filter(i -> revocations.mayTry(revocation, 1 << 20))
                .count();

        assertThat(tries).isBetween(100L, 128L);
    }

    private static CertificateEvaluation evaluate(String... material) {
        return new CertificateReader().read(List.of(material)).evaluate(NOW);
    }

    private static List<String> verdicts(String... material) {
        CertificateSource source = new CertificateReader().read(List.of(material));
        return INSTANTS.stream().map(at -> verdict(source.evaluate(at))).toList();
    }

    private static String verdict(CertificateEvaluation evaluation) {
        return evaluation instanceof UsableOpenPgp usable
                ? usable.recipients().stream()
                        .map(EncryptionSubkey::fingerprint)
                        .toList()
                        .toString()
                : evaluation.describe();
    }

    private static String armor(List<RawPacket> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packets.forEach(packet -> out.writeBytes(packet.whole()));
        return TestKey.armor("PUBLIC KEY BLOCK", out.toByteArray());
    }

    private static List<RawPacket> packets(byte[] certificate) {
        try {
            List<RawPacket> packets = new ArrayList<>();
            RawPacket.split(certificate, 1000, packets);
            return packets;
        } catch (MalformedCertificateException e) {
            throw new AssertionError(e);
        }
    }
}
