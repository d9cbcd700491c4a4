package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.CiphertextBuilder;

class ArmoredMessageTest {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 56, 57, 58, 113, 114, 16301, 16302, 16303, 65536, 200_000})
    void openShouldYieldArmorThatTheLibraryReadsWithItsChecksum(int size) throws Exception {
        byte[] packets = someOctets(131, 7);
        byte[] body = someOctets(size, 8);

        byte[] armor =
                armored(packets, body, CipherSuite.SEIPD_V1_AES256).open().readAllBytes();

        try (InputStream in = ArmoredInputStream.builder()
                .setIgnoreCRC(false)
                .setDetectMissingCRC(true)
                .build(new ByteArrayInputStream(armor))) {
            assertThat(in.readAllBytes()).isEqualTo(concatenated(packets, body));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 57, 58, 16302, 100_000})
    void sizeShouldBeExact(int size) throws Exception {
        for (CipherSuite suite : CipherSuite.values()) {
            ArmoredMessage message = armored(new byte[] {1}, someOctets(size, 1), suite);

            assertThat(message.size()).isEqualTo(message.open().readAllBytes().length);
        }
    }

    @Test
    void openShouldYieldLinesOf76ColumnsThatEndWithCrlf() throws Exception {
        String armor = text(armored(new byte[] {1}, someOctets(1000, 1), CipherSuite.SEIPD_V1_AES256));

        assertThat(armor).startsWith(BEGIN + "\r\n\r\n").endsWith("\r\n" + END + "\r\n");
        assertThat(armor.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        String[] lines = armor.split("\r\n");
        assertThat(Arrays.copyOfRange(lines, 2, lines.length - 3)).allMatch(line -> line.length() == 76);
    }

    @Test
    void openShouldAddAChecksumToVersion1BodiesOnly() throws Exception {
        byte[] body = someOctets(100, 1);

        assertThat(text(armored(new byte[] {1}, body, CipherSuite.SEIPD_V1_AES128)))
                .containsPattern("\r\n=[^\r\n]{4}\r\n" + END);
        assertThat(text(armored(new byte[] {1}, body, CipherSuite.SEIPD_V2_AES128_OCB)))
                .doesNotContainPattern("\r\n=[^\r\n]{4}\r\n" + END);
    }

    @Test
    void openShouldYieldTheSameWhenReadOctetByOctet() throws Exception {
        ArmoredMessage message = armored(new byte[] {1}, someOctets(40_000, 1), CipherSuite.SEIPD_V1_AES256);
        byte[] whole = message.open().readAllBytes();
        byte[] single = new byte[whole.length];

        try (InputStream in = message.open()) {
            for (int i = 0; i < single.length; i++) {
                single[i] = (byte) in.read();
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(single).isEqualTo(whole);
    }

    /** From the second message on, the lines are encoded once for those whose packets are equally long. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 55, 56, 57, 58, 113, 114, 115, 16_302, 200_000, 1_600_000})
    void openShouldYieldTheSameWhenMessagesShareTheirBody(int size) throws Exception {
        for (CipherSuite suite : CipherSuite.values()) {
            byte[] octets = someOctets(size, 3);
            EncryptedBody shared = new EncryptedBody(suite, ciphertext(octets), new byte[32]);
            for (int length : new int[] {1, 56, 57, 58, 94, 94, 95, 1, 270, 94}) {
                byte[] packets = someOctets(length, length);

                ArmoredMessage message = new ArmoredMessage(packets, shared);

                assertThat(message.open().readAllBytes())
                        .isEqualTo(armored(packets, octets, suite).open().readAllBytes())
                        .hasSize((int) message.size());
            }
        }
    }

    @Test
    void linesShouldBeKeptForSeveralMessagesOfModerateSizeOnly() {
        EncryptedBody body =
                new EncryptedBody(CipherSuite.SEIPD_V1_AES256, ciphertext(someOctets(1000, 1)), new byte[32]);
        new ArmoredMessage(new byte[94], body);
        assertThat(body.lines().from(2)).isEmpty();

        new ArmoredMessage(new byte[94], body);
        assertThat(body.lines().from(2)).isPresent().isEqualTo(body.lines().from(2));
        assertThat(body.lines().from(2).orElseThrow())
                .isSameAs(body.lines().from(2).orElseThrow());
        assertThat(body.lines().from(3)).as("elsewhere").isEmpty();

        EncryptedBody large =
                new EncryptedBody(CipherSuite.SEIPD_V1_AES256, ciphertext(someOctets(1_600_000, 1)), new byte[32]);
        new ArmoredMessage(new byte[94], large);
        new ArmoredMessage(new byte[94], large);
        assertThat(large.lines().from(2)).isEmpty();
        assertThat(SharedLines.heapFor(1_600_000)).isZero();
        assertThat(SharedLines.heapFor(1_000_000)).isEqualTo(2_000_000);
    }

    private static ArmoredMessage armored(byte[] packets, byte[] body, CipherSuite suite) {
        return new ArmoredMessage(packets, new EncryptedBody(suite, ciphertext(body), new byte[32]));
    }

    private static Ciphertext ciphertext(byte[] octets) {
        CiphertextBuilder builder = new CiphertextBuilder(octets.length);
        try {
            builder.write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build();
    }

    private static String text(ArmoredMessage message) throws Exception {
        return new String(message.open().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] someOctets(int size, int seed) {
        byte[] octets = new byte[size];
        new Random(seed).nextBytes(octets);
        return octets;
    }
}
