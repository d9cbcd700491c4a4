package org.sealmx.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.sealmx.smime.certificate.TestCertificate.FROM;
import static org.sealmx.smime.certificate.TestCertificate.UNTIL;
import static org.sealmx.smime.certificate.TestCertificates.certificate;
import static org.sealmx.smime.certificate.TestCertificates.curve;
import static org.sealmx.smime.certificate.TestCertificates.curveKey;
import static org.sealmx.smime.certificate.TestCertificates.mlKemKey;
import static org.sealmx.smime.certificate.TestCertificates.rsa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.NotYetValid;
import org.sealmx.certificate.CertificateEvaluation.Obstacle;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.directory.Printable;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.message.ContentEncryptor;
import org.sealmx.smime.message.EnvelopedMessage;

class SmimeCertificateReaderTest {

    /** A placeholder for the fingerprint of the certificate that is read. */
    private static final String ITS_OWN = "";

    private static final Instant NOW = TestKeys.NOW;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SIGN = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    private static final TestCertificate RSA = TestCertificates.rsa();
    private static final TestCertificate P256 = curve("P-256");

    private static TestCertificate.Builder rsaKey() {
        return certificate(rsa(2048));
    }

    static Stream<Arguments> usable() {
        return Stream.of(
                Arguments.of("RSA-2048", RSA),
                Arguments.of("RSA-3072", certificate(rsa(3072)).build()),
                Arguments.of("P-256", P256),
                Arguments.of("P-384", curve("P-384")),
                Arguments.of("P-521", curve("P-521")),
                Arguments.of("Brainpool", curve("brainpoolP256r1")),
                Arguments.of(
                        "RSA for encipherment",
                        rsaKey().keyUsage(KeyUsage.keyEncipherment).build()),
                Arguments.of(
                        "RSA for both",
                        rsaKey().keyUsage(SIGN | KeyUsage.keyEncipherment).build()),
                Arguments.of(
                        "P-256 for agreement",
                        certificate(curveKey("P-256"))
                                .keyUsage(KeyUsage.keyAgreement)
                                .build()),
                Arguments.of(
                        "for mail",
                        rsaKey().extendedKeyUsage(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection)
                                .build()),
                Arguments.of(
                        "for anything",
                        rsaKey().extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)
                                .build()),
                Arguments.of("no CA", rsaKey().authority(false).build()),
                Arguments.of("self-signed", rsaKey().selfSigned().build()),
                Arguments.of(
                        "self-signed with SHA-1",
                        rsaKey().selfSigned().signedWith("SHA1withRSA").build()),
                Arguments.of(
                        "RSA-PSS with SHA-256",
                        rsaKey().signedWith("SHA256withRSAandMGF1").build()),
                Arguments.of(
                        "unknown extension",
                        rsaKey().extension(new ASN1ObjectIdentifier("1.2.3.4"), false, DERNull.INSTANCE)
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usable")
    void evaluateShouldBeUsableWhenMailCanBeEncrypted(String name, TestCertificate certificate) {
        assertThat(certificate.evaluate(NOW))
                .isInstanceOfSatisfying(UsableSmime.class, usable -> assertThat(usable.certificateFingerprints())
                        .containsExactly(certificate.fingerprint()));
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("expired", rsaKey().valid(FROM, NOW.minusSeconds(1)), new Expired(ITS_OWN, NOW)),
                Arguments.of(
                        "from tomorrow on",
                        rsaKey().valid(NOW.plusSeconds(1), UNTIL),
                        new NotYetValid(ITS_OWN, NOW.plusSeconds(1))),
                Arguments.of("never valid", rsaKey().valid(UNTIL, FROM), new Expired(ITS_OWN, FROM.plusSeconds(1))),
                Arguments.of(
                        "signs only",
                        rsaKey().keyUsage(SIGN),
                        new NotForEncryption(ITS_OWN, "the key usage does not permit keyEncipherment")),
                Arguments.of(
                        "RSA for agreement",
                        rsaKey().keyUsage(KeyUsage.keyAgreement),
                        new NotForEncryption(ITS_OWN, "the key usage does not permit keyEncipherment")),
                Arguments.of(
                        "P-256 for encipherment",
                        certificate(curveKey("P-256")).keyUsage(KeyUsage.keyEncipherment),
                        new NotForEncryption(ITS_OWN, "the key usage does not permit keyAgreement")),
                Arguments.of(
                        "for servers",
                        rsaKey().extendedKeyUsage(KeyPurposeId.id_kp_serverAuth),
                        new NotForEncryption(ITS_OWN, "the extended key usage does not permit emailProtection")),
                Arguments.of("a CA", rsaKey().authority(true), new NotForEncryption(ITS_OWN, "a CA certificate")),
                Arguments.of(
                        "critical unknown",
                        rsaKey().extension(new ASN1ObjectIdentifier("1.2.3.4"), true, DERNull.INSTANCE),
                        new NotForEncryption(ITS_OWN, "extension 1.2.3.4 is critical and not understood")),
                Arguments.of(
                        "critical unknown with a long name",
                        rsaKey().extension(new ASN1ObjectIdentifier("1.2" + ".3".repeat(500)), true, DERNull.INSTANCE),
                        new NotForEncryption(
                                ITS_OWN, "extension 1.2" + ".3".repeat(16) + ".... is critical and not understood")),
                Arguments.of(
                        "key with a long name",
                        rsaKey().keyInfo(SmimeCertificateReaderTest::keyWithALongName),
                        new NotForEncryption(
                                ITS_OWN, "its key algorithm is not supported: 1.2" + ".3".repeat(16) + "....")),
                Arguments.of(
                        "Ed25519",
                        certificate(TestCertificates.ed25519()),
                        new NotForEncryption(ITS_OWN, "its key algorithm is not supported: 1.3.101.112")),
                Arguments.of(
                        "RSA-PSS key",
                        rsaKey().keyInfo(SmimeCertificateReaderTest::pssKey),
                        new NotForEncryption(ITS_OWN, "its key algorithm is not supported: 1.2.840.113549.1.1.10")),
                Arguments.of("RSA-1024", certificate(rsa(1024)), new TooWeak(ITS_OWN, "RSA-1024")),
                Arguments.of(
                        "RSA that encrypts nothing",
                        rsaKey().keyInfo(SmimeCertificateReaderTest::exponentOne),
                        new TooWeak(ITS_OWN, "RSA with exponent 1")),
                Arguments.of(
                        "P-192",
                        certificate(curveKey("P-192")),
                        new TooWeak(
                                ITS_OWN,
                                "an elliptic curve other than the NIST and Brainpool curves of 256 bits or more")),
                Arguments.of(
                        "curve in its own words",
                        certificate(curveKey("P-256")).keyInfo(SmimeCertificateReaderTest::explicitCurve),
                        new TooWeak(
                                ITS_OWN,
                                "an elliptic curve other than the NIST and Brainpool curves of 256 bits or more")),
                Arguments.of("MD5", rsaKey().signedWith("MD5withRSA"), new TooWeak(ITS_OWN, "a signature with MD5")),
                Arguments.of(
                        "SHA-1", rsaKey().signedWith("SHA1withRSA"), new TooWeak(ITS_OWN, "a signature with SHA-1")),
                Arguments.of(
                        "RSA-PSS with SHA-1",
                        rsaKey().signedWith("SHA1withRSAandMGF1"),
                        new TooWeak(ITS_OWN, "a signature with SHA-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void evaluateShouldSayWhyWhenMailCannotBeEncrypted(
            String name, TestCertificate.Builder builder, Obstacle expected) {
        TestCertificate certificate = builder.build();

        assertThat(certificate.evaluate(NOW))
                .hasSameClassAs(expected)
                .isInstanceOfSatisfying(Obstacle.class, obstacle -> {
                    assertThat(obstacle.reason()).isEqualTo(expected.reason());
                    assertThat(obstacle.fingerprint()).isEqualTo(certificate.fingerprint());
                    assertThat(Printable.line(obstacle.describe())).endsWith(certificate.fingerprint());
                });
    }

    private static SubjectPublicKeyInfo keyWithALongName(SubjectPublicKeyInfo key) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2" + ".3".repeat(500))),
                key.getPublicKeyData().getBytes());
    }

    static Stream<Arguments> broken() {
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(P256.keys().getPublic().getEncoded());
        byte[] offCurve = key.getPublicKeyData().getBytes();
        offCurve[offCurve.length - 1] ^= 1;
        return Stream.of(
                Arguments.of(
                        "invalid key usage",
                        rsaKey().extension(Extension.keyUsage, true, new DEROctetString(new byte[3]))),
                Arguments.of(
                        "invalid constraints", rsaKey().extension(Extension.basicConstraints, true, DERNull.INSTANCE)),
                Arguments.of(
                        "invalid purposes", rsaKey().extension(Extension.extendedKeyUsage, true, DERNull.INSTANCE)),
                Arguments.of(
                        "invalid RSA key",
                        rsaKey().keyInfo(info -> new SubjectPublicKeyInfo(info.getAlgorithm(), new byte[] {5, 0, 1}))),
                Arguments.of(
                        "point off its curve",
                        certificate(curveKey("P-256"))
                                .keyInfo(info -> new SubjectPublicKeyInfo(info.getAlgorithm(), offCurve))),
                Arguments.of(
                        "ML-KEM key that is not reduced",
                        certificate(mlKemKey(768)).keyInfo(SmimeCertificateReaderTest::notReduced)),
                Arguments.of(
                        "ML-KEM key that is too short",
                        certificate(mlKemKey(1024))
                                .keyInfo(info -> new SubjectPublicKeyInfo(info.getAlgorithm(), new byte[1567]))),
                Arguments.of(
                        "ML-KEM with parameters",
                        certificate(mlKemKey(768))
                                .keyInfo(info -> new SubjectPublicKeyInfo(
                                        new AlgorithmIdentifier(
                                                info.getAlgorithm().getAlgorithm(), DERNull.INSTANCE),
                                        info.getPublicKeyData().getOctets()))),
                Arguments.of(
                        "point at infinity",
                        certificate(curveKey("P-256"))
                                .keyInfo(info -> new SubjectPublicKeyInfo(info.getAlgorithm(), new byte[1]))));
    }

    private static SubjectPublicKeyInfo notReduced(SubjectPublicKeyInfo info) {
        byte[] key = info.getPublicKeyData().getOctets();
        key[0] = (byte) 0xff;
        key[1] = (byte) 0xff;
        return new SubjectPublicKeyInfo(info.getAlgorithm(), key);
    }

    @Test
    void evaluateShouldTakeMlKem() {
        for (int parameter : new int[] {768, 1024}) {
            TestCertificate plain = TestCertificates.mlKem(parameter);
            TestCertificate forMail = certificate(mlKemKey(parameter))
                    .keyUsage(KeyUsage.keyEncipherment)
                    .build();

            assertThat(plain.usable().postQuantum()).containsExactly(plain.fingerprint());
            assertThat(forMail.usable().cipher(ContentCipher.AES256_CBC)).isEqualTo(ContentCipher.AES256_GCM);
        }
    }

    @Test
    void evaluateShouldHoldPurposeAndTimeAgainstMlKem() {
        TestCertificate signing = certificate(mlKemKey(768))
                .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement)
                .build();
        TestCertificate expired =
                certificate(mlKemKey(768)).valid(FROM, NOW.minusSeconds(1)).build();

        assertThat(signing.evaluate(NOW))
                .isEqualTo(
                        new NotForEncryption(signing.fingerprint(), "the key usage does not permit keyEncipherment"));
        assertThat(expired.evaluate(NOW)).isInstanceOf(Expired.class);
    }

    @Test
    void evaluateShouldNotTakeMlKem512() {
        TestCertificate certificate = TestCertificates.mlKem(512);

        assertThat(certificate.evaluate(NOW))
                .isEqualTo(new NotForEncryption(
                        certificate.fingerprint(), "its key algorithm is not supported: 2.16.840.1.101.3.4.4.1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void evaluateShouldBeMalformedWhenAPartMakesNoSense(String name, TestCertificate.Builder builder) {
        assertThat(builder.build().evaluate(NOW)).isInstanceOf(Malformed.class);
    }

    @Test
    void validityShouldBeginAndEndAtItsSeconds() {
        assertThat(RSA.evaluate(FROM.minusNanos(1))).isEqualTo(new NotYetValid(RSA.fingerprint(), FROM));
        assertThat(RSA.evaluate(FROM)).isInstanceOf(UsableSmime.class);
        assertThat(RSA.evaluate(UNTIL)).isInstanceOf(UsableSmime.class);
        assertThat(RSA.evaluate(UNTIL.plusSeconds(1).minusNanos(1))).isInstanceOf(UsableSmime.class);
        assertThat(RSA.evaluate(UNTIL.plusSeconds(1))).isEqualTo(new Expired(RSA.fingerprint(), UNTIL.plusSeconds(1)));
        assertThat(RSA.evaluate(Instant.MIN)).isEqualTo(new NotYetValid(RSA.fingerprint(), FROM));
        assertThat(RSA.evaluate(Instant.MAX)).isEqualTo(new Expired(RSA.fingerprint(), UNTIL.plusSeconds(1)));
    }

    @Test
    void revocationShouldBeginAtItsInstantAndGoBeforeEverythingElse() {
        CertificateSource revoked = read(new SmimeMaterial(RSA.pem(), Optional.of(NOW)));

        assertThat(revoked.evaluate(NOW.minusNanos(1))).isInstanceOf(UsableSmime.class);
        assertThat(revoked.evaluate(NOW)).isEqualTo(new Revoked(RSA.fingerprint()));
        assertThat(revoked.evaluate(UNTIL.plusSeconds(1))).isEqualTo(new Revoked(RSA.fingerprint()));
        assertThat(read(new SmimeMaterial(RSA.pem(), Optional.of(Instant.MIN))).evaluate(FROM))
                .isEqualTo(new Revoked(RSA.fingerprint()));
    }

    @Test
    void readShouldTakeEveryFormOfText() {
        for (String text : List.of(
                RSA.pem(),
                RSA.pem().replace("\n", "\r\n"),
                RSA.base64(),
                " " + RSA.base64() + "\n",
                "Bag Attributes\nsubject=CN = Alice\n\n" + RSA.pem() + "\nbehind\n",
                RSA.pem().replace("\n", "  \n"))) {
            assertThat(evaluate(text)).isInstanceOf(UsableSmime.class);
        }
    }

    @Test
    void readShouldTakeAllCertificatesOfAnAccount() {
        TestCertificate third = curve("P-384");
        CertificateSource source = read(material(RSA.pem() + P256.pem()), material(third.base64()));

        assertThat(((UsableSmime) source.evaluate(NOW)).certificateFingerprints())
                .containsExactly(RSA.fingerprint(), P256.fingerprint(), third.fingerprint());
    }

    @Test
    void readShouldPassOverTheCaInAChain() {
        TestCertificate authority = rsaKey().authority(true).build();

        assertThat(((UsableSmime) evaluate(RSA.pem() + authority.pem())).certificateFingerprints())
                .containsExactly(RSA.fingerprint());
    }

    @Test
    void readShouldTakeTheOthersWhenOneCannotBeUsed() {
        TestCertificate expired = rsaKey().valid(FROM, FROM.plusSeconds(10)).build();
        CertificateSource source = read(material("nonsense!"), material(expired.pem() + P256.pem()), material(""));

        assertThat(((UsableSmime) source.evaluate(NOW)).certificateFingerprints())
                .containsExactly(P256.fingerprint());
        assertThat(source.evaluate(UNTIL.plusSeconds(1)))
                .isEqualTo(new Expired(P256.fingerprint(), UNTIL.plusSeconds(1)));
    }

    @Test
    void readShouldBeAbsentWhenThereIsNothing() {
        assertThat(read().evaluate(NOW)).isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "nonsense!",
                "AAAA",
                "MIIB",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END PRIVATE KEY-----",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDM=\n-----END PGP PUBLIC KEY BLOCK-----"
            })
    void evaluateShouldBeMalformedWhenTheTextIsNotACertificate(String text) {
        assertThat(evaluate(text)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "PGP PRIVATE KEY BLOCK"
            })
    void evaluateShouldRecogniseASecretKey(String label) {
        String key = "-----BEGIN " + label + "-----\nMAA=\n-----END " + label + "-----\n";
        SecretKey expected = new SecretKey(SecretKey.Kind.SMIME);

        assertThat(evaluate(key)).isEqualTo(expected);
        assertThat(evaluate("Bag Attributes\n" + RSA.pem() + key)).isEqualTo(expected);
        assertThat(evaluate(key + RSA.pem())).isEqualTo(expected);
        assertThat(read(material(RSA.pem()), material(key)).remarks()).containsExactly(expected.describe());
        assertThat(expected.describe())
                .isEqualTo("keys.smime contains a PRIVATE key. Remove it, treat it as compromised,"
                        + " and keep only the certificate");
    }

    @Test
    void evaluateShouldBeMalformedWhenSomethingFollowsTheCertificate() {
        byte[] longer = Arrays.copyOf(RSA.der(), RSA.der().length + 1);

        assertThat(evaluate(Base64.getEncoder().encodeToString(longer))).isInstanceOf(Malformed.class);
    }

    @Test
    void problemShouldRepeatNothingOfTheText() {
        assertThat(evaluate("s\u00e9cret").describe()).doesNotContain("s\u00e9", "cret", "\u00e9");
    }

    @Test
    void readShouldStopAtItsLimits() {
        String text = RSA.pem();
        SmimeCertificateReader tight = new SmimeCertificateReader(new SmimeLimits(text.length(), 2));

        assertThat(tight.read(List.of(material(text), material(text))).evaluate(NOW))
                .isInstanceOf(UsableSmime.class);
        assertThat(tight.read(List.of(material(text + "\n"))).evaluate(NOW)).isInstanceOf(Malformed.class);
        assertThat(tight.read(Collections.nCopies(3, material(text))).evaluate(NOW))
                .isEqualTo(new Malformed("more than 2 certificates"));
        assertThat(evaluate("A".repeat(10_000_000))).isInstanceOf(Malformed.class);
        assertThat(evaluate(text.repeat(21))).isEqualTo(new Malformed("more than 20 certificates"));
    }

    @Test
    void readShouldSurviveDeepNesting() {
        for (byte[] unit : List.of(new byte[] {0x30, (byte) 0x80}, new byte[] {0x24, (byte) 0x80})) {
            byte[] nested = new byte[40_000];
            for (int i = 0; i < nested.length; i++) {
                nested[i] = unit[i % 2];
            }
            assertThat(evaluate(Base64.getEncoder().encodeToString(nested))).isInstanceOf(Malformed.class);
        }
        assertThat(evaluate(Base64.getEncoder().encodeToString(definiteNesting())))
                .isInstanceOf(Malformed.class);
    }

    /** Nested sequences of one sequence each, with correct lengths. */
    private static byte[] definiteNesting() {
        byte[] nested = new byte[40_000];
        for (int i = 0; i < nested.length; i += 4) {
            int length = nested.length - i - 4;
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x82;
            nested[i + 2] = (byte) (length >> 8);
            nested[i + 3] = (byte) length;
        }
        return nested;
    }

    @Test
    void readAndEvaluateShouldThrowNothingWhateverTheOctets() {
        Random random = new Random(99);
        for (TestCertificate certificate :
                List.of(RSA, P256, rsaKey().keyUsage(SIGN).authority(false).build())) {
            for (int i = 0; i < 3000; i++) {
                byte[] octets = certificate.der().clone();
                int changes = 1 + random.nextInt(4);
                for (int j = 0; j < changes; j++) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
                }
                byte[] cut = random.nextInt(10) == 0 ? Arrays.copyOf(octets, random.nextInt(octets.length)) : octets;
                String text = Base64.getEncoder().encodeToString(cut);
                assertThatCode(() -> requireTotal(text)).doesNotThrowAnyException();
            }
        }
    }

    private static void requireTotal(String text) throws Exception {
        CertificateSource source = read(material(text));
        for (Instant at : List.of(Instant.MIN, FROM, NOW, Instant.MAX)) {
            if (source.evaluate(at) instanceof UsableSmime usable) {
                EnvelopedMessage.of(
                        new ContentEncryptor(RANDOM)
                                .encrypt(new ByteArrayInputStream(new byte[1]), ContentCipher.AES256_GCM),
                        usable,
                        RANDOM);
            }
        }
    }

    @Test
    void footprintShouldBeAFractionOfTheCertificate() {
        List<SmimeMaterial> many = new ArrayList<>(Collections.nCopies(10, material(RSA.pem())));
        long one = read(material(RSA.pem())).footprint();

        assertThat(one).isBetween(300L, 1000L);
        assertThat(new SmimeCertificateReader().read(many).footprint()).isBetween(8 * one, 10 * one);
    }

    private static SmimeMaterial material(String text) {
        return new SmimeMaterial(text, Optional.empty());
    }

    private static CertificateSource read(SmimeMaterial... material) {
        return new SmimeCertificateReader().read(List.of(material));
    }

    private static CertificateEvaluation evaluate(String text) {
        return read(material(text)).evaluate(NOW);
    }

    private static SubjectPublicKeyInfo pssKey(SubjectPublicKeyInfo info) {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
                info.getPublicKeyData().getBytes());
    }

    private static SubjectPublicKeyInfo exponentOne(SubjectPublicKeyInfo info) {
        try {
            RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
            return new SubjectPublicKeyInfo(info.getAlgorithm(), new RSAPublicKey(key.getModulus(), BigInteger.ONE));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SubjectPublicKeyInfo explicitCurve(SubjectPublicKeyInfo info) {
        X9ECParameters curve = SECNamedCurves.getByName("secp256r1");
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(info.getAlgorithm().getAlgorithm(), curve),
                info.getPublicKeyData().getBytes());
    }
}
