package org.sealmx.smime.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.fuzz.FuzzTarget;
import org.sealmx.fuzz.Mutator;
import org.sealmx.fuzz.Repeatable;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.FuzzedMail;

/** X.509 certificates: PEM, base64, DER, and sealing to the accepted ones, since no signature in them is verified. */
public final class X509Target implements FuzzTarget {

    private static final List<Instant> INSTANTS = List.of(TestKeys.NOW, Instant.EPOCH, Instant.MIN, Instant.MAX);

    private final List<byte[]> certificates = Repeatable.from(new Random(1), X509Target::certificates);

    private final DerMutator elements = new DerMutator();
    private final Mutator octets = new Mutator(List.of());
    private final Mutator text = new Mutator(List.of(
            "-----BEGIN CERTIFICATE-----",
            "-----END CERTIFICATE-----",
            "-----BEGIN X-----",
            "\n",
            "\r\n",
            "=",
            "MIIB",
            "\u00e4"));

    private static List<byte[]> certificates() {
        KeyPair authority = TestCertificates.newRsa(2048);
        KeyPair rsa = TestCertificates.newRsa(2048);
        return Stream.of(
                        TestCertificates.certificate(rsa),
                        TestCertificates.certificate(TestCertificates.newCurveKey("P-256")),
                        TestCertificates.certificate(TestCertificates.newCurveKey("brainpoolP384r1")),
                        TestCertificates.certificate(TestCertificates.newEd25519()),
                        TestCertificates.certificate(rsa)
                                .keyUsage(KeyUsage.keyEncipherment | KeyUsage.digitalSignature)
                                .extendedKeyUsage(KeyPurposeId.id_kp_emailProtection)
                                .authority(false),
                        TestCertificates.certificate(TestCertificates.newCurveKey("P-521"))
                                .keyUsage(KeyUsage.keyAgreement))
                .map(builder -> builder.issuedBy(authority).build().der())
                .toList();
    }

    @Override
    public String name() {
        return "x509";
    }

    @Override
    public byte[] input(Random random) {
        byte[] der = any(random);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            der = random.nextInt(3) == 0
                    ? octets.mutate(der, any(random), random)
                    : elements.mutate(der, any(random), random);
        }
        byte[] encoded = encoded(der, random).getBytes(ISO_8859_1);
        return random.nextInt(5) == 0 ? text.mutate(encoded, encoded, random) : encoded;
    }

    private byte[] any(Random random) {
        return certificates.get(random.nextInt(certificates.size()));
    }

    private String encoded(byte[] der, Random random) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(ISO_8859_1)).encodeToString(der);
        return switch (random.nextInt(8)) {
            case 0 -> base64;
            case 1 -> pem(base64) + encoded(any(random), random);
            default -> pem(base64);
        };
    }

    private static String pem(String base64) {
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public Check run(byte[] input) throws Exception {
        SmimeMaterial material = new SmimeMaterial(new String(input, StandardCharsets.ISO_8859_1), Optional.empty());
        CertificateSource source = new SmimeCertificateReader().read(List.of(material));
        List<CertificateEvaluation> evaluations =
                INSTANTS.stream().map(source::evaluate).toList();
        return () -> {
            for (CertificateEvaluation evaluation : evaluations) {
                assertThat(evaluation.describe()).matches("[ -~]{1,200}");
                if (evaluation instanceof UsableSmime usable) {
                    FuzzedMail.sealTo(usable);
                }
            }
        };
    }

    @Override
    public AllocationLimit limit() {
        return new AllocationLimit(4L << 20, 64);
    }
}
