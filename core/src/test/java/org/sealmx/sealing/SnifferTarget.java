package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.fuzz.FuzzTarget;
import org.sealmx.fuzz.PacketMutator;
import org.sealmx.fuzz.Repeatable;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/** Mail that is already encrypted or claims to be: MIME structure, armor and packets. */
public final class SnifferTarget implements FuzzTarget {

    private static final int BEFORE_ARMOR = 13;
    private static final int AFTER = 6;
    private static final List<String> LINES = List.of(
            "canary0123456789abcdef",
            "",
            " ",
            "\0",
            "--b 1",
            "--b 1--",
            "--b",
            "Version: 1",
            "Comment: canary0123456789abcdef",
            "Comment: " + "canary ".repeat(40),
            "Content-Description: " + "canary ".repeat(40),
            "Content-Type: text/plain",
            "Content-Transfer-Encoding: base64",
            "-----BEGIN PGP MESSAGE-----",
            "-----END PGP MESSAGE-----",
            "=AAAA",
            "AAAA",
            "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)");

    private static final List<UnaryOperator<String>> DRESSES =
            List.of(EncryptedMail::withoutVersion, EncryptedMail::byExchange, EncryptedMail::withArmorHeaders);

    // before the packets, so that making them draws the same numbers whether or not the keys already exist
    private final List<TestKey> keys = FuzzedMail.KEYS;
    private final List<byte[]> packets = Repeatable.from(new Random(1), () -> packets(keys));
    private final PacketMutator mutator = new PacketMutator();

    private static List<byte[]> packets(List<TestKey> keys) {
        TestKey bob = TestKeys.curve25519("Bob <bob@example.org>");
        TestKey ours = keys.get(0);
        TestKey version6 = keys.get(1);
        return List.of(
                EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, ours),
                EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, bob, ours),
                EncryptedMail.packets(CipherSuite.SEIPD_V2_AES128_OCB, version6, bob),
                EncryptedMail.packets(new byte[20_000], CipherSuite.SEIPD_V2_AES128_OCB, ours, version6));
    }

    @Override
    public String name() {
        return "sniffer";
    }

    @Override
    public byte[] input(Random random) {
        byte[] binary = random.nextInt(3) == 0 ? any(random) : mutator.mutate(any(random), any(random), random);
        byte[] message = message(binary, random);
        return switch (random.nextInt(4)) {
            case 0 -> message;
            case 1 -> SealerTarget.MUTATOR.mutate(message, message(any(random), random), random);
            default -> withOtherLines(message, random);
        };
    }

    /** Inserts, removes or doubles one or two lines around the base64, or cuts off the rest. */
    private static byte[] withOtherLines(byte[] message, Random random) {
        List<String> lines = new ArrayList<>(List.of(new String(message, ISO_8859_1).split("(?<=\n)")));
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int before = lines.indexOf("\r\n") + BEFORE_ARMOR;
            int at = random.nextBoolean()
                    ? Math.min(lines.size(), random.nextInt(before))
                    : Math.max(0, lines.size() - random.nextInt(AFTER));
            String line = LINES.get(random.nextInt(LINES.size())) + (random.nextInt(8) == 0 ? "\n" : "\r\n");
            switch (random.nextInt(6)) {
                case 0 ->
                    lines.subList(Math.min(at, lines.size() - 1), Math.min(at + 1, lines.size()))
                            .clear();
                case 1 -> lines.subList(at, lines.size()).clear();
                case 2 -> lines.add(at, lines.get(Math.max(0, at - 1)));
                default -> lines.add(at, line);
            }
            if (lines.isEmpty()) {
                return new byte[0];
            }
        }
        return String.join("", lines).getBytes(ISO_8859_1);
    }

    private byte[] any(Random random) {
        return packets.get(random.nextInt(packets.size()));
    }

    private static byte[] message(byte[] binary, Random random) {
        String message = EncryptedMail.message(EncryptedMail.armor(binary));
        String dressed = random.nextBoolean()
                ? message
                : DRESSES.get(random.nextInt(DRESSES.size())).apply(message);
        return dressed.getBytes(ISO_8859_1);
    }

    /** Leaves out the S/MIME recipient, for whom nothing is kept. */
    @Override
    public Check run(byte[] input) throws Exception {
        return FuzzedMail.seal(input, input.length % keys.size());
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(4L << 20, 256);
    }
}
