package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.operator.PGPDataEncryptor;
import org.bouncycastle.openpgp.operator.PGPDataEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/** The JDK's ciphers must give the same result as the library's, octet for octet. */
class JdkDataEncryptionTest {

    private static final int[] SIZES = {
        0, 1, 15, 16, 17, 31, 32, 33, 1000, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 1 << 20
    };

    private final SecureRandom random = new SecureRandom();

    static Stream<Arguments> suitesAndSizes() {
        return Stream.of(CipherSuite.values())
                .flatMap(suite -> Arrays.stream(SIZES).mapToObj(size -> Arguments.of(suite, size)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void outputShouldBeThatOfTheLibrary(CipherSuite suite, int size) throws Exception {
        Random seeded = new Random(size);
        byte[] key = octets(seeded, suite.algorithm() == 9 ? 32 : 16);
        byte[] salt = octets(seeded, 32);
        byte[] text = octets(seeded, size);

        assertThat(encrypted(new JdkDataEncryption().builder(suite, random), key, salt, text, 100_000))
                .isEqualTo(encrypted(DataEncryption.library(suite, random), key, salt, text, 100_000));
    }

    @ParameterizedTest
    @EnumSource
    void outputShouldNotDependOnHowTheTextIsWritten(CipherSuite suite) throws Exception {
        Random seeded = new Random(5);
        byte[] key = octets(seeded, suite.algorithm() == 9 ? 32 : 16);
        byte[] salt = octets(seeded, 32);
        byte[] text = octets(seeded, 150_001);
        byte[] whole = encrypted(new JdkDataEncryption().builder(suite, random), key, salt, text, text.length);

        for (int part : new int[] {1, 7, 16, 4096, 65_536, 65_537}) {
            assertThat(encrypted(new JdkDataEncryption().builder(suite, random), key, salt, text, part))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("suitesAndSizes")
    void bodyShouldBeDecryptedByTheLibrary(CipherSuite suite, int size) throws Exception {
        byte[] text = octets(new Random(size), size);
        EncryptedBody body = new BodyEncryptor(random).encrypt(new ByteArrayInputStream(text), Long.MAX_VALUE, suite);

        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(body.wrapFor(KEY.usable().recipients().get(0), random));
        body.packet().open().transferTo(message);
        assertThat(Decryptor.decrypt(message.toByteArray(), KEY).plaintext()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void libraryShouldRejectWhatWasChanged(CipherSuite suite) throws Exception {
        EncryptedBody body =
                new BodyEncryptor(random).encrypt(new ByteArrayInputStream(new byte[70_000]), Long.MAX_VALUE, suite);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(body.wrapFor(KEY.usable().recipients().get(0), random));
        body.packet().open().transferTo(message);
        byte[] changed = message.toByteArray();
        changed[changed.length / 2] ^= 1;

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Decryptor.decrypt(changed, KEY));
    }

    @Test
    void builderShouldNotBeTurnedIntoSomethingElse() {
        PGPDataEncryptorBuilder builder = new JdkDataEncryption().builder(CipherSuite.SEIPD_V2_AES256_OCB, random);

        assertThat(builder.isV5StyleAEAD()).isFalse();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(builder::setUseV5AEAD);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> builder.setWithIntegrityPacket(false));
    }

    private static final TestKey KEY = TestKeys.version6();

    private static byte[] encrypted(PGPDataEncryptorBuilder builder, byte[] key, byte[] salt, byte[] text, int part)
            throws Exception {
        PGPDataEncryptor encryptor = builder.getAeadAlgorithm() > 0 ? builder.build(key, salt) : builder.build(key);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encrypting = encryptor.getOutputStream(out)) {
            if (part == 1) {
                for (byte octet : text) {
                    encrypting.write(octet);
                }
            } else {
                for (int from = 0; from < text.length; from += part) {
                    encrypting.write(text, from, Math.min(part, text.length - from));
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] octets(Random random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
