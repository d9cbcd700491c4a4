package org.sealmx.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sealmx.fuzz.FuzzTarget;
import org.sealmx.fuzz.PacketMutator;
import org.sealmx.openpgp.CipherSuite;
import org.sealmx.openpgp.TestKeys;

/** Mail that is or claims to be encrypted already: MIME structure, armor and packets. */
public final class SnifferTarget implements FuzzTarget {

    private final List<byte[]> packets = new ArrayList<>();
    private final PacketMutator mutator = new PacketMutator();

    /** Encrypts what inputs are made of. */
    public SnifferTarget() {
        var bob = TestKeys.curve25519("Bob <bob@example.org>");
        var ours = FuzzedMail.KEYS.get(0);
        var version6 = FuzzedMail.KEYS.get(1);
        packets.add(EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, ours));
        packets.add(EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, bob, ours));
        packets.add(EncryptedMail.packets(CipherSuite.SEIPD_V2_AES128_OCB, version6, bob));
        packets.add(EncryptedMail.packets(new byte[20_000], CipherSuite.SEIPD_V2_AES128_OCB, ours, version6));
    }

    @Override
    public String name() {
        return "sniffer";
    }

    @Override
    public byte[] input(Random random) {
        byte[] binary = random.nextInt(3) == 0 ? any(random) : mutator.mutate(any(random), any(random), random);
        byte[] message = message(binary);
        return random.nextInt(3) == 0 ? SealerTarget.MUTATOR.mutate(message, message(any(random)), random) : message;
    }

    private byte[] any(Random random) {
        return packets.get(random.nextInt(packets.size()));
    }

    private static byte[] message(byte[] binary) {
        return EncryptedMail.message(EncryptedMail.armor(binary)).getBytes(ISO_8859_1);
    }

    /** Without the S/MIME recipient, for whom nothing is kept. */
    @Override
    public Check run(byte[] input) throws Exception {
        return FuzzedMail.seal(input, input.length % FuzzedMail.KEYS.size());
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(4L << 20, 256);
    }
}
