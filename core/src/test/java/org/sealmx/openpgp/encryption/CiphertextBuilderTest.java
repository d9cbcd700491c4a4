package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.CiphertextBuilder;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/** Ciphertext on the heap and in unnamed files. */
class CiphertextBuilderTest {

    private static final int THRESHOLD = 1000;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private static long openFiles() throws IOException {
        try (Stream<Path> links = Files.list(OPEN_FILES)) {
            return links.filter(CiphertextBuilderTest::isOurs).count();
        }
    }

    private static boolean isOurs(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            assertThat(target).doesNotEndWith(".sealed");
            return target.endsWith(".sealed (deleted)");
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1000, 1001, 65_535, 65_536, 65_537, 300_000})
    void buildShouldYieldWhatWasWritten(int size) throws Exception {
        byte[] octets = octets(size);
        CiphertextBuilder builder = new CiphertextBuilder(THRESHOLD);
        for (int from = 0; from < size; from += 700) {
            builder.write(octets, from, Math.min(700, size - from));
        }

        try (Ciphertext ciphertext = builder.build();
                InputStream single = ciphertext.open()) {
            assertThat(ciphertext.size()).isEqualTo(size);
            assertThat(ciphertext.open().readAllBytes()).isEqualTo(octets);
            assertThat(ciphertext.open().readAllBytes()).isEqualTo(octets);
            assertThat(single.read()).isEqualTo(size == 0 ? -1 : octets[0] & 0xff);
        }
    }

    @Test
    void readersShouldNotDisturbEachOther() throws Exception {
        byte[] octets = octets(200_000);
        CiphertextBuilder builder = new CiphertextBuilder(THRESHOLD);
        builder.write(octets);

        try (Ciphertext ciphertext = builder.build();
                InputStream first = ciphertext.open();
                InputStream second = ciphertext.open()) {
            byte[] half = first.readNBytes(100_000);
            assertThat(second.readAllBytes()).isEqualTo(octets);
            assertThat(half).isEqualTo(Arrays.copyOf(octets, 100_000));
            assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(octets, 100_000, 200_000));
        }
    }

    @Test
    void buildShouldUseAFileOnlyBeyondTheThresholdAndCloseItWithTheCiphertext() throws Exception {
        long before = openFiles();
        CiphertextBuilder small = new CiphertextBuilder(THRESHOLD);
        small.write(octets(THRESHOLD));
        assertThat(openFiles()).isEqualTo(before);

        CiphertextBuilder large = new CiphertextBuilder(THRESHOLD);
        large.write(octets(THRESHOLD + 1));
        Ciphertext ciphertext = large.build();
        assertThat(openFiles()).isEqualTo(before + 1);

        ciphertext.close();
        ciphertext.close();
        assertThat(openFiles()).isEqualTo(before);
        assertThatThrownBy(() -> ciphertext.open().readAllBytes()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void encryptShouldLeaveNoFileWhenItFails() throws Exception {
        long before = openFiles();
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[500_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                assertThat(openFiles()).isEqualTo(before + 1);
                throw new IOException("the stream breaks");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> new BodyEncryptor(new JdkDataEncryption(), new SecureRandom(), THRESHOLD)
                        .encrypt(failing, Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256))
                .isInstanceOf(IOException.class);
        assertThat(openFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, THRESHOLD, 200_000})
    void encryptShouldMakeTheSameOfAMessageOnTheHeapAndInAFile(long threshold) throws Exception {
        TestKey key = TestKeys.curve25519();
        byte[] plaintext = octets(100_000);

        try (EncryptedBody body = new BodyEncryptor(new JdkDataEncryption(), new SecureRandom(), threshold)
                .encrypt(new ByteArrayInputStream(plaintext), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256)) {
            byte[] packets = body.wrapFor(key.usable().recipients().get(0), new SecureRandom());
            byte[] armor = new ArmoredMessage(packets, body).open().readAllBytes();

            assertThat(Decryptor.decryptArmored(new String(armor, StandardCharsets.US_ASCII), key)
                            .plaintext())
                    .isEqualTo(plaintext);
        }
    }
}
