package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.ReceivedCiphertext;

/**
 * For any message, the search for ciphertext ends, throws nothing and reads little. Every build tries 3000 messages;
 * the system property {@code sealmx.fuzz.seconds} makes it run longer.
 */
class EncryptedPartsFuzzTest {

    private static final int MESSAGES = 3000;
    private static final List<EncryptionSubkey> OURS = Sealing.KEY.usable().recipients();
    private static final String CANARY = "in the clear";

    private static Optional<ReceivedCiphertext> find(MessageSource message) {
        return EncryptedParts.find(SplitMessage.of(message))
                .flatMap(parts -> ReceivedCiphertext.find(parts::open, parts.isBinary(), OURS));
    }

    @Test
    void findShouldBeTotal() throws Exception {
        TestKey bob = TestKeys.curve25519("Bob <bob@example.org>");
        byte[] packets = EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, bob, Sealing.KEY);
        byte[] large = EncryptedMail.packets(new byte[20_000], CipherSuite.SEIPD_V2_AES128_OCB, Sealing.KEY);
        long seed = Long.getLong("sealmx.fuzz.seed", 4711);
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("sealmx.fuzz.seconds", 0)).toNanos();
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < MESSAGES || System.nanoTime() < until; i++) {
            byte[] changedPackets = random.nextInt(4) == 0 ? mutated(large, random) : mutated(packets, random);
            byte[] message =
                    EncryptedMail.message(EncryptedMail.armor(changedPackets)).getBytes(StandardCharsets.ISO_8859_1);
            byte[] changed = random.nextBoolean() ? message : mutated(message, random);

            Optional<ReceivedCiphertext> ciphertext = find(ReceivedMessage.of(changed));

            if (ciphertext.isPresent()) {
                found++;
                byte[] armor = ciphertext.get().armored().open().readAllBytes();
                assertThat(ciphertext.get().armored().size())
                        .as("seed %d, message %d", seed, i)
                        .isEqualTo(armor.length);
                assertThat(new String(armor, StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
            }
        }
        assertThat(found).isPositive();
    }

    /** Makes one to three changes: to an octet, a piece removed, doubled or moved, text inserted, the end cut off. */
    private static byte[] mutated(byte[] octets, Random random) {
        byte[] result = octets.clone();
        for (int changes = random.nextInt(4); changes > 0 && result.length > 2; changes--) {
            int at = random.nextInt(result.length);
            int to = at + random.nextInt(Math.min(result.length - at, 200));
            byte[] head = Arrays.copyOf(result, at);
            byte[] piece = Arrays.copyOfRange(result, at, to);
            byte[] tail = Arrays.copyOfRange(result, to, result.length);
            result = switch (random.nextInt(6)) {
                case 0 -> withOctet(result, at, random.nextInt(256));
                case 1 -> EncryptedMail.join(List.of(head, tail));
                case 2 -> EncryptedMail.join(List.of(head, piece, piece, tail));
                case 3 -> EncryptedMail.join(List.of(head, tail, piece));
                case 4 -> EncryptedMail.join(List.of(head, CANARY.getBytes(StandardCharsets.US_ASCII), tail));
                default -> head;
            };
        }
        return result;
    }

    private static byte[] withOctet(byte[] octets, int position, int octet) {
        octets[position] = (byte) octet;
        return octets;
    }

    /** A message of 4 GiB that records how far it was read. */
    @SuppressWarnings("Immutable") // counts what is read
    private static final class Endless implements MessageSource {

        private final byte[] head;
        private final byte[] repeated;
        private long read;

        Endless(String head, String repeated) {
            this.head = head.getBytes(StandardCharsets.ISO_8859_1);
            this.repeated = repeated.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(head), new InputStream() {
                private int position;

                @Override
                public int read() {
                    read++;
                    return repeated[position++ % repeated.length];
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    for (int i = offset; i < offset + length; i++) {
                        target[i] = (byte) read();
                    }
                    return length;
                }
            });
        }

        @Override
        public long size() {
            return 1L << 32;
        }

        @Override
        public byte[] sha256() {
            return new byte[32];
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in the clear ",
                "\r\n",
                "--b 1\r\n",
                "Content-Type: application/octet-stream\r\n",
                "-----BEGIN PGP MESSAGE-----\r\n\r\n",
                "AAAA\r\n",
                "wQAAwQAA\r\n",
                "Comment: in the clear\r\n",
                "=AAAA\r\n"
            })
    void findShouldStopAtTheFirstThingThatShouldNotBeThere(String repeated) {
        String message = EncryptedMail.message("");
        List<String> heads = List.of(
                message.substring(0, message.indexOf("--b 1\r\n")),
                message.substring(0, message.indexOf("Version: 1\r\n")),
                message.substring(0, message.indexOf("Content-Disposition")),
                message.substring(0, message.indexOf("\r\n--b 1--")),
                message.substring(0, message.indexOf("\r\n--b 1--")) + "-----BEGIN PGP MESSAGE-----\r\n",
                message.substring(0, message.indexOf("\r\n--b 1--")) + "-----BEGIN PGP MESSAGE-----\r\n\r\n");
        for (String head : heads) {
            Endless endless = new Endless(head, repeated);

            assertThat(find(endless)).isEmpty();
            assertThat(endless.read).as(head).isLessThan(256 * 1024);
        }
    }

    @Test
    void findShouldNotReadTheDataOfAMessageThatIsForSomebodyElse() {
        byte[] forBob =
                EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, TestKeys.curve25519("Bob <bob@example.org>"));
        byte[] sessionKey = Arrays.copyOf(forBob, 2 + (forBob[1] & 0xff));
        byte[] largeData = {(byte) 0xd2, -1, -1, -1, -1, -1, 1};
        byte[] padding = new byte[2 - (sessionKey.length + largeData.length + 2) % 3];
        String packets =
                Base64.getEncoder().encodeToString(EncryptedMail.join(List.of(sessionKey, largeData, padding)));
        String message = EncryptedMail.message("");
        String head = message.substring(0, message.indexOf("\r\n--b 1--")) + "-----BEGIN PGP MESSAGE-----\r\n\r\n";
        Endless endless = new Endless(head + packets + "\r\n", "AAAA\r\n");

        assertThat(packets).doesNotEndWith("=");
        assertThat(find(endless)).isEmpty();
        assertThat(endless.read).isLessThan(256 * 1024);
    }
}
