package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Revocations that contain the right digest octets, for which no secret is needed, but no valid signature: they neither
 * cut an owner off from mail nor take long.
 */
class ForgedRevocationTest {

    private static final int HALF_A_TEXT = 5_001;
    private static final CertificateReader READER = new CertificateReader();
    /** Even with these limits, more than half of the packets are forged, and the test takes less time. */
    private static final int FORGED = 301;

    private static final CertificateReader SMALL = new CertificateReader(new CertificateLimits(1_000_000, 600, 100));
    private static final String REMARK = "too many revocation signatures, so some were ignored: "
            + "remove those that were not made by the account's own keys";

    private static TestKeyBuilder alice(TestKeyAlgorithm primary, TestKeyAlgorithm subkey, int subkeys) {
        TestKeyBuilder alice = TestKeyBuilder.version4(primary, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying);
        for (int i = 0; i < subkeys; i++) {
            alice.subkey(subkey, CREATED).binding(CREATED, TestKeys::encrypting);
        }
        return alice;
    }

    private static TestKeyBuilder alice(int subkeys) {
        return alice(TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, subkeys);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(PGPSignature.KEY_REVOCATION, PGPSignature.SUBKEY_REVOCATION)
                .flatMap(type -> Stream.of(true, false)
                        .flatMap(named -> Stream.of(TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.ECDSA_P256)
                                .map(algorithm -> Arguments.of(type, named, algorithm))));
    }

    /** Forged revocations of every kind, in every place for a signature. */
    @ParameterizedTest(name = "type {0}, named {1}, {2}")
    @MethodSource("forgeries")
    void evaluateShouldBeUsableWhereverForgedRevocationsAre(int type, boolean named, TestKeyAlgorithm algorithm) {
        TestKey key = alice(
                        algorithm,
                        algorithm == TestKeyAlgorithm.ECDSA_P256
                                ? TestKeyAlgorithm.ECDH_P256
                                : TestKeyAlgorithm.LEGACY_X25519,
                        1)
                .build();
        List<RawPacket> packets = packets(key.binaryCertificate());
        byte[] forged = forged(key, type, named, 1, 0, FORGED);

        for (int place = 1; place <= packets.size(); place++) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            packets.subList(0, place).forEach(packet -> text.writeBytes(packet.whole()));
            text.writeBytes(forged);
            packets.subList(place, packets.size()).forEach(packet -> text.writeBytes(packet.whole()));

            CertificateSource source = SMALL.read(List.of(armor(text.toByteArray())));

            assertThat(source.evaluate(NOW)).as("after packet %d", place).isInstanceOf(Usable.class);
        }
    }

    @Test
    void readShouldVerifyEachForgedRevocationOnceAndRemarkNothing() {
        TestKey key = alice(1).build();

        CertificateSource source =
                read("in place", with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, 0, HALF_A_TEXT)));

        assertThat(source.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).isEmpty();
    }

    /** Several texts together contain more than one text may. */
    @Test
    void evaluateShouldBeUsableThoughThereAreMoreInPlaceThanOneTextHolds() {
        TestKey key = alice(1).build();
        String first = with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, 0, HALF_A_TEXT));
        String second = with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, HALF_A_TEXT, HALF_A_TEXT));

        CertificateSource source = read("in place, two texts", first, second);

        assertThat(source.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).isEmpty();
    }

    @Test
    void readShouldRemarkWhenMoreAreElsewhereThanAreVerified() {
        TestKeyBuilder alice = alice(2);
        TestKey key = alice.build();
        String first = with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, 0, HALF_A_TEXT));
        String second = with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, HALF_A_TEXT, HALF_A_TEXT));

        CertificateSource source = read("elsewhere, two texts", first, second);

        assertThat(source.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).containsExactly(REMARK);
        String revoked = alice.revocation(NOW, KEY_COMPROMISED).build().armoredCertificate();
        assertThat(read("and a revocation", first, second, revoked).evaluate(NOW))
                .isInstanceOf(Revoked.class);
    }

    @Test
    void evaluateShouldHearTheGenuineOneAmongForgedOnes() {
        TestKeyBuilder alice = alice(2);
        TestKey key = alice.build();
        String forged = with(key, forged(key, PGPSignature.SUBKEY_REVOCATION, true, 1, 0, HALF_A_TEXT));
        List<RawPacket> packets =
                packets(alice.subkeyRevocation(NOW, KEY_COMPROMISED).build().binaryCertificate());
        String genuine = armor(packets.get(packets.size() - 1).whole());

        CertificateSource source = read("forged and genuine", forged, genuine);

        assertThat(((UsableOpenPgp) source.evaluate(NOW)).recipients()).hasSize(1);
    }

    /** To try each revocation with each key would take 25 million attempts; no revocation names any of these keys. */
    @Test
    void readShouldNotTryRevocationsWithKeysThatTheyDoNotName() {
        TestKey key = alice(1).build();
        TestKey mallory = TestKeys.curve25519("Mallory <mallory@example.org>");
        for (int type : List.of(PGPSignature.KEY_REVOCATION, PGPSignature.SUBKEY_REVOCATION)) {
            for (boolean named : List.of(true, false)) {
                byte[] forged = forged(mallory, type, named, 1, 0, 4_990);
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                for (int i = 0; i < 5_000; i++) {
                    byte[] bare = packets(key.binaryCertificate()).get(0).whole();
                    // after tag, length and version is the creation time, which makes each a different key
                    ByteBuffer.wrap(bare).putInt(3, i);
                    text.writeBytes(bare);
                }
                text.writeBytes(forged);
                String label = "5,000 keys, 4,990 revocations of type " + type + (named ? " by another" : " by nobody");

                CertificateSource source = read(label, armor(text.toByteArray()));

                assertThat(source.evaluate(NOW)).isInstanceOf(Malformed.class);
                boolean cutShort = !named && type == PGPSignature.KEY_REVOCATION;
                assertThat(source.remarks()).hasSize(cutShort ? 1 : 0);
            }
        }
    }

    private static CertificateSource read(String label, String... material) {
        long start = System.nanoTime();
        CertificateSource source = READER.read(List.of(material));
        System.out.println("read " + label + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        return source;
    }

    private static String with(TestKey key, byte[] signatures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(key.binaryCertificate());
        out.writeBytes(signatures);
        return armor(out.toByteArray());
    }

    private static String armor(byte[] binary) {
        return TestKey.armor("PUBLIC KEY BLOCK", binary);
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

    /**
     * Revocations with the right digest octets and a random signature, all different.
     *
     * @param named whether they name the key as their issuer
     * @param subkey the number of the subkey that they are on, if it is a subkey
     * @param from the number of the first revocation
     */
    private static byte[] forged(TestKey key, int type, boolean named, int subkey, int from, int count) {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        PGPPublicKey primary = key.keyPairs().get(0).getPublicKey();
        keys.writeBytes(hashed(primary));
        if (type == PGPSignature.SUBKEY_REVOCATION) {
            keys.writeBytes(hashed(key.keyPairs().get(subkey).getPublicKey()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = from; i < from + count; i++) {
            ByteBuffer subpackets = ByteBuffer.allocate(named ? 16 : 6)
                    .put(new byte[] {5, 2})
                    .putInt((int) CREATED.getEpochSecond() + i);
            if (named) {
                subpackets.put(new byte[] {9, 16}).putLong(primary.getKeyID());
            }
            int length = subpackets.capacity();
            byte[] head = ByteBuffer.allocate(6 + length)
                    .put(new byte[] {4, (byte) type, (byte) primary.getAlgorithm(), HashAlgorithmTags.SHA256})
                    .putShort((short) length)
                    .put(subpackets.array())
                    .array();
            MessageDigest digest = sha256();
            digest.update(keys.toByteArray());
            digest.update(head);
            digest.update(new byte[] {4, (byte) 0xff, 0, 0, 0, (byte) head.length});
            ByteBuffer body = ByteBuffer.allocate(head.length + 72).put(head).putShort((short) 0);
            body.put(digest.digest(), 0, 2);
            for (int number = 0; number < 2; number++) {
                body.put(new byte[] {1, 0, (byte) 0x80}).position(body.position() + 31);
            }
            out.write(0xc2);
            out.write(body.capacity());
            out.writeBytes(body.array());
        }
        return out.toByteArray();
    }

    private static byte[] hashed(PGPPublicKey key) {
        try {
            byte[] content = key.getPublicKeyPacket().getEncodedContents();
            return ByteBuffer.allocate(3 + content.length)
                    .put((byte) 0x99)
                    .putShort((short) content.length)
                    .put(content)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
