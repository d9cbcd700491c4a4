package org.sealmx.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.openpgp.PGPException;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.SeipdV2;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;

/**
 * OpenPGP certificates: armor, base64, packets, valid signatures with strange content, and encryption to the
 * certificates that are accepted.
 */
public final class CertificateTarget implements FuzzTarget {

    static final List<Instant> INSTANTS =
            List.of(TestKeys.NOW, TestKeys.CREATED, Instant.EPOCH, Instant.MIN, Instant.MAX);

    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final int RANDOM_CERTIFICATES = 60;
    private static final int NEW_ONE_IN = 20;

    private final List<byte[]> certificates = Repeatable.from(new Random(1), CertificateTarget::certificates);
    private final PacketMutator packets = new PacketMutator();
    private final Mutator octets = new Mutator(List.of());
    private final Mutator text = new Mutator(List.of(
            BEGIN,
            END,
            "-----BEGIN PGP MESSAGE-----",
            "Version: 1",
            "=AAAA",
            "=",
            "\r\n",
            "\n\n",
            "\f",
            "AAAA",
            "xsBNBA",
            "\u00e4"));

    /** The certificates that inputs are made from; creating them takes a second or two. */
    private static List<byte[]> certificates() {
        List<byte[]> certificates = new ArrayList<>();
        for (TestKey key : List.of(
                TestKeys.curve25519(),
                TestKeys.rsa2048(),
                TestKeys.curve25519WithVersion2Bodies(),
                TestKeys.version6(),
                TestKeys.expired(),
                TestKeys.revoked())) {
            certificates.add(key.binaryCertificate());
        }
        Random random = new Random(1);
        for (int i = 0; i < RANDOM_CERTIFICATES; i++) {
            certificates.add(RandomCertificates.next(random).binaryCertificate());
        }
        return certificates;
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public byte[] input(Random random) {
        byte[] one = random.nextInt(NEW_ONE_IN) == 0
                ? Repeatable.from(random, () -> RandomCertificates.next(random).binaryCertificate())
                : any(random);
        byte[] binary =
                switch (random.nextInt(4)) {
                    case 0 -> one;
                    case 1 -> octets.mutate(one, any(random), random);
                    default -> packets.mutate(one, any(random), random);
                };
        byte[] encoded = encoded(binary, random).getBytes(ISO_8859_1);
        return random.nextInt(4) == 0
                ? text.mutate(encoded, encoded(any(random), random).getBytes(ISO_8859_1), random)
                : encoded;
    }

    private byte[] any(Random random) {
        return certificates.get(random.nextInt(certificates.size()));
    }

    private String encoded(byte[] binary, Random random) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(ISO_8859_1)).encodeToString(binary);
        return switch (random.nextInt(8)) {
            case 0 -> base64;
            case 1 -> BEGIN + "\n\n" + base64 + "\n" + END + "\n\f" + encoded(any(random), random);
            case 2 -> BEGIN + "\r\nComment: x\r\n\r\n" + base64 + "\r\n=AAAA\r\n" + END + encoded(any(random), random);
            default -> BEGIN + "\n\n" + base64 + "\n" + END + "\n";
        };
    }

    /** Form feeds separate the texts of one account. */
    @Override
    public Check run(byte[] input) throws Exception {
        CertificateSource source = new CertificateReader().read(List.of(new String(input, ISO_8859_1).split("\f", -1)));
        List<CertificateEvaluation> evaluations =
                INSTANTS.stream().map(source::evaluate).toList();
        return () -> {
            for (CertificateEvaluation evaluation : evaluations) {
                assertThat(evaluation.describe()).matches("[ -~]{1,200}");
                if (evaluation instanceof UsableOpenPgp usable) {
                    encrypt(usable);
                }
            }
        };
    }

    private static void encrypt(UsableOpenPgp usable) throws Exception {
        SecureRandom random = new SecureRandom();
        List<EncryptionSubkey> subkeys =
                usable.recipients().subList(0, Math.min(5, usable.recipients().size()));
        EncryptedBody body = new BodyEncryptor(random)
                .encrypt(
                        new ByteArrayInputStream(new byte[10]),
                        Long.MAX_VALUE,
                        CipherSuite.forAll(subkeys, SeipdV2.ADVERTISED));
        for (EncryptionSubkey subkey : subkeys) {
            try {
                body.wrapFor(subkey, random);
            } catch (PGPException e) {
                // declared: the owner signed the subkey, but nobody can encrypt to it
            }
        }
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(8L << 20, 4 << 10);
    }
}
