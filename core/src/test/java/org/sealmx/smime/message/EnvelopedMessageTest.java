package org.sealmx.smime.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.smime.certificate.TestCertificates.curve;
import static org.sealmx.smime.certificate.TestCertificates.mlKem;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SmimeRecipient;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.smime.certificate.SmimeMaterial;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;

class EnvelopedMessageTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TestCertificate RSA = TestCertificates.rsa();
    private static final TestCertificate P256 = curve("P-256");

    static Stream<TestCertificate> certificates() {
        return Stream.of(RSA, P256, curve("P-384"), curve("P-521"), curve("brainpoolP384r1"), mlKem(768), mlKem(1024));
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    private static EncryptedContent encrypted(byte[] content) throws Exception {
        return encrypted(content, ContentCipher.AES256_GCM);
    }

    private static EncryptedContent encrypted(byte[] content, ContentCipher cipher) throws Exception {
        return new ContentEncryptor(RANDOM).encrypt(new ByteArrayInputStream(content), cipher);
    }

    private static byte[] binary(EnvelopedMessage message) throws Exception {
        return Base64.getMimeDecoder().decode(message.open().readAllBytes());
    }

    private static byte[] sealed(byte[] content, UsableSmime certificates) throws Exception {
        return binary(EnvelopedMessage.of(encrypted(content), certificates, RANDOM));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void openedContentShouldBeTheOriginalWhateverItsLength(TestCertificate certificate) throws Exception {
        for (int length : new int[] {0, 1, 15, 16, 17, 100, 127, 128, 65_535, 65_536, 65_537, 1_000_000}) {
            byte[] content = octets(length);

            assertThat(Arrays.equals(CmsOpener.open(sealed(content, certificate.usable()), certificate), content))
                    .as("%d octets", length)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCipherShouldBeOpenedWithEveryKindOfKey(ContentCipher cipher) throws Exception {
        TestCertificate mlKem = mlKem(768);
        UsableSmime all = new UsableSmime(Stream.of(RSA, P256, mlKem)
                .flatMap(certificate -> certificate.usable().recipients().stream())
                .toList());
        for (UsableSmime recipients : List.of(RSA.usable(), P256.usable(), mlKem.usable(), all)) {
            for (int length : new int[] {0, 1, 15, 16, 17, 65_535, 65_536, 65_537}) {
                byte[] message = binary(EnvelopedMessage.of(encrypted(octets(length), cipher), recipients, RANDOM));

                assertThat(CmsOpener.algorithm(message)).isEqualTo(cipher.id());
                assertThat(CmsOpener.isAuthenticated(message)).isEqualTo(cipher.authenticated());
                for (TestCertificate certificate : List.of(RSA, P256, mlKem)) {
                    if (recipients.certificateFingerprints().contains(certificate.fingerprint())) {
                        assertThat(CmsOpener.open(message, certificate)).isEqualTo(octets(length));
                    }
                }
            }
        }
    }

    /** RFC 5652 section 6.1, and RFC 5083 section 2.1. */
    @Test
    void versionShouldBeWhatTheRecipientsAskFor() throws Exception {
        assertThat(version(ContentCipher.AES256_CBC, RSA)).isZero();
        assertThat(version(ContentCipher.AES256_CBC, P256)).isEqualTo(2);
        assertThat(version(ContentCipher.AES256_CBC, mlKem(768))).isEqualTo(3);
        assertThat(version(ContentCipher.AES256_GCM, P256)).isZero();
        assertThat(version(ContentCipher.AES256_GCM, mlKem(768))).isZero();
    }

    private static int version(ContentCipher cipher, TestCertificate certificate) throws Exception {
        byte[] message = binary(EnvelopedMessage.of(encrypted(octets(5), cipher), certificate.usable(), RANDOM));
        ASN1Sequence content =
                ASN1Sequence.getInstance(ContentInfo.getInstance(message).getContent());
        return ASN1Integer.getInstance(content.getObjectAt(0)).intValueExact();
    }

    @ParameterizedTest
    @EnumSource(names = {"AES256_GCM", "AES256_CBC"})
    void messageShouldBeDerOfTheSizeItTells(ContentCipher cipher) throws Exception {
        for (int length = 0; length < 300; length++) {
            EnvelopedMessage message = EnvelopedMessage.of(encrypted(octets(length), cipher), RSA.usable(), RANDOM);
            byte[] binary = binary(message);

            assertThat(ASN1Primitive.fromByteArray(binary).getEncoded(ASN1Encoding.DER))
                    .isEqualTo(binary);
            assertThat(message.open().readAllBytes()).hasSize((int) message.size());
        }
    }

    @Test
    void everyCertificateOfTheRecipientShouldOpenTheMessage() throws Exception {
        UsableSmime both = new UsableSmime(List.of(
                RSA.usable().recipients().get(0), P256.usable().recipients().get(0)));
        byte[] message = sealed(octets(50), both);

        assertThat(CmsOpener.open(message, RSA)).isEqualTo(octets(50));
        assertThat(CmsOpener.open(message, P256)).isEqualTo(octets(50));
    }

    @Test
    void recipientShouldBeNamedByIssuerAndSerialNumber() throws Exception {
        for (TestCertificate certificate : List.of(RSA, P256)) {
            RecipientInformation recipient = new CMSAuthEnvelopedData(sealed(octets(5), certificate.usable()))
                    .getRecipientInfos()
                    .getRecipients()
                    .iterator()
                    .next();

            X509CertificateHolder holder = new X509CertificateHolder(certificate.der());
            assertThat(recipient.getRID())
                    .isEqualTo(
                            recipient instanceof KeyAgreeRecipientInformation
                                    ? new KeyAgreeRecipientId(holder.getIssuer(), holder.getSerialNumber())
                                    : new KeyTransRecipientId(holder.getIssuer(), holder.getSerialNumber()));
            assertThat(recipient.getKeyEncryptionAlgOID())
                    .isEqualTo(
                            recipient instanceof KeyAgreeRecipientInformation
                                    ? "1.3.132.1.11.1"
                                    : "1.2.840.113549.1.1.1");
        }
    }

    @Test
    void changedMessageShouldNotOpen() throws Exception {
        byte[] message = sealed(octets(50), RSA.usable());
        for (int fromEnd : new int[] {1, 17, 30}) {
            byte[] changed = message.clone();
            changed[changed.length - fromEnd] ^= 1;
            assertThatThrownBy(() -> CmsOpener.open(changed, RSA)).isInstanceOf(Throwable.class);
        }
    }

    @Test
    void contentsShouldHaveKeysAndNoncesOfTheirOwn() throws Exception {
        byte[] first = sealed(octets(50), P256.usable());
        byte[] second = sealed(octets(50), P256.usable());

        assertThat(Arrays.copyOfRange(first, first.length - 80, first.length))
                .isNotEqualTo(Arrays.copyOfRange(second, second.length - 80, second.length));
        assertThat(encrypted(octets(50)).algorithm())
                .isNotEqualTo(encrypted(octets(50)).algorithm());
    }

    @Test
    void certificateThatCannotBeUsedShouldBeNamedByItsFingerprint() throws Exception {
        SmimeRecipient good = RSA.usable().recipients().get(0);
        SubjectPublicKeyInfo ed25519 = SubjectPublicKeyInfo.getInstance(
                TestCertificates.ed25519().getPublic().getEncoded());
        EncryptedContent content = encrypted(octets(5));

        assertThatThrownBy(() -> EnvelopedMessage.of(
                        content,
                        new UsableSmime(List.of(new SmimeRecipient(good.fingerprint(), good.id(), ed25519, Set.of()))),
                        RANDOM))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("the key cannot be wrapped for certificate " + good.fingerprint());
    }

    @Test
    void toStringShouldShowNothing() throws Exception {
        EncryptedContent content = encrypted(octets(5));

        assertThat(content.toString()).isEqualTo("EncryptedContent[5]");
        assertThat(EnvelopedMessage.of(content, RSA.usable(), RANDOM).toString())
                .matches("EnvelopedMessage\\[\\d+ octets]");
        assertThat(RSA.usable().recipients().get(0).toString()).isEqualTo("SmimeRecipient[" + RSA.fingerprint() + "]");
        assertThat(new SmimeMaterial("abc", java.util.Optional.empty()).toString())
                .isEqualTo("SmimeMaterial[3 characters]");
    }
}
