package org.sealmx.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;

/** Certificates with valid signatures and arbitrary subpackets, which changing octets cannot produce. */
final class RandomCertificates {

    private static final List<Instant> TIMES = List.of(
            TestKeys.CREATED, TestKeys.CREATED, TestKeys.NOW, Instant.EPOCH, Instant.parse("2105-12-31T23:59:59Z"));
    private static final int[] TYPES = {
        2, 3, 4, 5, 9, 11, 12, 16, 20, 21, 23, 25, 26, 27, 28, 29, 30, 31, 33, 34, 39, 100, 127
    };
    private static final List<TestKeyAlgorithm> SUBKEYS = List.of(
            TestKeyAlgorithm.X25519, TestKeyAlgorithm.X448, TestKeyAlgorithm.ECDH_P256, TestKeyAlgorithm.ED25519);

    private RandomCertificates() {}

    static TestKey next(Random random) {
        boolean version4 = random.nextInt(3) > 0;
        TestKeyBuilder builder = version4
                ? TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, time(random))
                : TestKeyBuilder.version6(TestKeyAlgorithm.ED25519, time(random));
        builder.directKey(time(random), s -> say(s, random));
        builder.userId("u").certification(time(random), s -> say(s, random));
        for (int more = random.nextInt(6); more > 0; more--) {
            add(builder, random);
        }
        return builder.subkey(TestKeyAlgorithm.X25519, time(random))
                .binding(time(random), s -> say(s, random))
                .build();
    }

    private static void add(TestKeyBuilder builder, Random random) {
        switch (random.nextInt(7)) {
            case 0 -> builder.userId("\u0000\r\n\u00e4").certification(time(random), s -> say(s, random));
            case 1 -> builder.revocation(time(random), s -> say(s, random));
            case 2 -> builder.subkeyRevocation(time(random), (byte) random.nextInt(256));
            case 3 -> builder.corruptLast();
            case 4 -> builder.directKey(time(random), s -> say(s, random));
            default ->
                builder.subkey(SUBKEYS.get(random.nextInt(SUBKEYS.size())), TestKeys.CREATED)
                        .binding(time(random), s -> say(s, random));
        }
    }

    private static Instant time(Random random) {
        return TIMES.get(random.nextInt(TIMES.size()));
    }

    private static void say(PGPSignatureSubpacketGenerator subpackets, Random random) {
        if (random.nextInt(3) > 0) {
            TestKeys.certifying(subpackets);
        }
        if (random.nextInt(3) > 0) {
            TestKeys.encrypting(subpackets);
        }
        for (int more = random.nextInt(3); more > 0; more--) {
            byte[] data = new byte[random.nextInt(4) == 0 ? random.nextInt(40) : 4];
            random.nextBytes(data);
            int type = TYPES[random.nextInt(TYPES.length)];
            subpackets.addCustomSubpacket(new SignatureSubpacket(type, random.nextInt(4) == 0, false, data) {});
        }
    }
}
