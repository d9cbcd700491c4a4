package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.octets.Ciphertext;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeys;

class BodyEncryptorTest {

    private static final TestKey KEY = TestKeys.curve25519();
    private static final TestKey KEY_6 = TestKeys.version6();

    private final SecureRandom random = new SecureRandom();
    private final BodyEncryptor encryptor = new BodyEncryptor(random);

    @ParameterizedTest
    @EnumSource
    void encryptShouldRoundTripWhateverTheSuite(CipherSuite suite) throws Exception {
        byte[] plaintext = someOctets(300_000);

        Decryptor.Decrypted decrypted = roundTrip(plaintext, suite, KEY);

        assertThat(decrypted.plaintext()).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @CsvSource({
        "SEIPD_V1_AES256, 1, 3, 9",
        "SEIPD_V1_AES128, 1, 3, 7",
        "SEIPD_V2_AES256_OCB, 2, 6, 9",
        "SEIPD_V2_AES128_OCB, 2, 6, 7"
    })
    void encryptShouldUsePacketVersionsAndCipherOfTheSuite(
            CipherSuite suite, int bodyVersion, int keyVersion, int cipher) throws Exception {
        Decryptor.Decrypted decrypted = roundTrip(someOctets(10), suite, KEY_6);

        assertThat(decrypted.bodyVersion()).isEqualTo(bodyVersion);
        assertThat(decrypted.keyVersion()).isEqualTo(keyVersion);
        assertThat(decrypted.cipher()).isEqualTo(cipher);
    }

    @ParameterizedTest
    @EnumSource
    void encryptShouldNeverWriteLibrePgpPackets(CipherSuite suite) throws Exception {
        EncryptedBody body = encryptor.encrypt(new ByteArrayInputStream(someOctets(10)), Long.MAX_VALUE, suite);

        int tag = body.packet().open().read() & 0x3f;
        assertThat(tag).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65535, 65536, 65537, 1 << 20})
    void encryptShouldRoundTripWhateverTheSize(int size) throws Exception {
        byte[] plaintext = someOctets(size);

        assertThat(roundTrip(plaintext, CipherSuite.SEIPD_V1_AES256, KEY).plaintext())
                .isEqualTo(plaintext);
        assertThat(roundTrip(plaintext, CipherSuite.SEIPD_V2_AES256_OCB, KEY).plaintext())
                .isEqualTo(plaintext);
    }

    static Stream<Arguments> postQuantum() {
        List<TestKey> keys = List.of(TestKeys.postQuantum4(), TestKeys.postQuantum6(), TestKeys.postQuantum1024());
        return keys.stream().flatMap(key -> Stream.of(CipherSuite.values()).map(suite -> Arguments.of(key, suite)));
    }

    @ParameterizedTest
    @MethodSource("postQuantum")
    void encryptShouldRoundTripWhateverTheSizeWithMlKem(TestKey key, CipherSuite suite) throws Exception {
        EncryptionSubkey subkey = key.usable().recipients().stream()
                .filter(EncryptionSubkey::isPostQuantum)
                .findFirst()
                .orElseThrow();
        for (int size : new int[] {0, 1, 15, 16, 17, 65535, 65536, 65537, 1 << 20}) {
            byte[] plaintext = someOctets(size);
            EncryptedBody body = encryptor.encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, suite);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.write(body.wrapFor(subkey, random));
            body.packet().open().transferTo(message);

            Decryptor.Decrypted decrypted = Decryptor.decrypt(message.toByteArray(), key);

            assertThat(decrypted.plaintext()).isEqualTo(plaintext);
            assertThat(decrypted.bodyVersion()).isEqualTo(suite.packetVersion());
            assertThat(decrypted.keyVersion()).isEqualTo(suite.packetVersion() == 1 ? 3 : 6);
            assertThat(decrypted.cipher()).isEqualTo(suite.algorithm());
        }
    }

    @Test
    void encryptShouldNotCompress() throws Exception {
        EncryptedBody body = encryptor.encrypt(
                new ByteArrayInputStream(new byte[100_000]), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256);

        assertThat(body.packet().size()).isGreaterThan(100_000);
    }

    @Test
    void encryptShouldUseAFreshSessionKeyEachTime() throws Exception {
        byte[] plaintext = someOctets(100);

        Ciphertext first = encryptor
                .encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256)
                .packet();
        Ciphertext second = encryptor
                .encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256)
                .packet();

        assertThat(second.open().readAllBytes()).isNotEqualTo(first.open().readAllBytes());
    }

    @Test
    void wrapForShouldServeSeveralRecipientsWithOneBody() throws Exception {
        byte[] plaintext = someOctets(1000);
        EncryptedBody body =
                encryptor.encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256);

        assertThat(Decryptor.decrypt(message(body, KEY), KEY).plaintext()).isEqualTo(plaintext);
        TestKey other = TestKeys.rsa2048();
        assertThat(Decryptor.decrypt(message(body, other), other).plaintext()).isEqualTo(plaintext);
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "X25519", "X448", "ECDH_P256", "ECDH_P521", "ECDH_BRAINPOOL_P384"})
    void wrapForShouldWorkWithEveryAlgorithm(TestKeyAlgorithm algorithm) throws Exception {
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519, algorithm, "Kim <kim@example.org>", TestKeys::certifying);

        assertThat(roundTrip(someOctets(100), CipherSuite.SEIPD_V1_AES256, key).cipher())
                .isEqualTo(SymmetricKeyAlgorithmTags.AES_256);
        assertThat(roundTrip(someOctets(100), CipherSuite.SEIPD_V2_AES128_OCB, key)
                        .cipher())
                .isEqualTo(SymmetricKeyAlgorithmTags.AES_128);
    }

    @Test
    void toStringShouldNotShowTheContent() throws Exception {
        EncryptedBody body =
                encryptor.encrypt(new ByteArrayInputStream(someOctets(0)), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256);

        assertThat(body)
                .hasToString("EncryptedBody[SEIPD_V1_AES256, " + body.packet().size() + "]");
    }

    private Decryptor.Decrypted roundTrip(byte[] plaintext, CipherSuite suite, TestKey key) throws Exception {
        EncryptedBody body = encryptor.encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, suite);
        return Decryptor.decrypt(message(body, key), key);
    }

    private byte[] message(EncryptedBody body, TestKey key) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(body.wrapFor(key.usable().recipients().get(0), random));
        body.packet().open().transferTo(message);
        return message.toByteArray();
    }

    private static byte[] someOctets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
