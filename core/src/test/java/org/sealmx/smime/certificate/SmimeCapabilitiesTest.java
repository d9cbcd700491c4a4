package org.sealmx.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.certificate.ContentCipher.AES128_CBC;
import static org.sealmx.certificate.ContentCipher.AES128_GCM;
import static org.sealmx.certificate.ContentCipher.AES192_CBC;
import static org.sealmx.certificate.ContentCipher.AES256_CBC;
import static org.sealmx.certificate.ContentCipher.AES256_GCM;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.openpgp.certificate.TestKeys;

/** The capabilities that certificates list (RFC 4262), and the cipher chosen from them. */
class SmimeCapabilitiesTest {

    private static final ASN1ObjectIdentifier TRIPLE_DES = PKCSObjectIdentifiers.des_EDE3_CBC;

    private static TestCertificate with(ASN1Encodable list, boolean critical) {
        return TestCertificates.certificate(TestCertificates.curveKey("P-256"))
                .extension(SmimeCapabilities.EXTENSION, critical, list)
                .build();
    }

    private static TestCertificate listing(ContentCipher... ciphers) {
        return with(list(Arrays.stream(ciphers).map(ContentCipher::id).toArray(ASN1ObjectIdentifier[]::new)), false);
    }

    private static DERSequence list(ASN1ObjectIdentifier... ids) {
        return new DERSequence(Arrays.stream(ids).map(DERSequence::new).toArray(ASN1Encodable[]::new));
    }

    private static ContentCipher chosen(ContentCipher otherwise, TestCertificate... certificates) {
        return new UsableSmime(Arrays.stream(certificates)
                        .map(certificate -> certificate.usable().recipients().get(0))
                        .toList())
                .cipher(otherwise);
    }

    @Test
    void cipherShouldBeTheParametersWhenTheCertificateListsNone() {
        assertThat(chosen(AES256_GCM, TestCertificates.rsa())).isEqualTo(AES256_GCM);
        assertThat(chosen(AES256_CBC, TestCertificates.rsa())).isEqualTo(AES256_CBC);
        assertThat(chosen(AES256_CBC, listing())).isEqualTo(AES256_CBC);
        assertThat(chosen(AES256_GCM, with(list(TRIPLE_DES), false))).isEqualTo(AES256_GCM);
    }

    @ParameterizedTest
    @EnumSource
    void cipherShouldBeTheOnlyOneThatTheCertificateLists(ContentCipher cipher) {
        assertThat(chosen(AES256_GCM, listing(cipher))).isEqualTo(cipher);
        assertThat(chosen(AES256_CBC, listing(cipher))).isEqualTo(cipher);
    }

    @Test
    void cipherShouldBeTheBestOfTheListWhateverItsOrder() {
        assertThat(chosen(AES256_GCM, listing(AES128_CBC, AES192_CBC, AES256_CBC)))
                .isEqualTo(AES256_CBC);
        assertThat(chosen(AES256_CBC, listing(AES256_CBC, AES128_GCM))).isEqualTo(AES128_GCM);
        assertThat(chosen(AES256_GCM, with(list(TRIPLE_DES, AES128_CBC.id()), true)))
                .isEqualTo(AES128_CBC);
    }

    @Test
    void cipherShouldBeOneThatAllCertificatesOfTheAccountHave() {
        TestCertificate both = listing(AES256_GCM, AES256_CBC, AES128_CBC);
        TestCertificate cbc = listing(AES256_CBC, AES128_CBC);

        assertThat(chosen(AES256_GCM, both, cbc)).isEqualTo(AES256_CBC);
        assertThat(chosen(AES256_GCM, both, TestCertificates.rsa())).isEqualTo(AES256_GCM);
        assertThat(chosen(AES256_GCM, cbc, TestCertificates.rsa())).isEqualTo(AES128_CBC);
        assertThat(chosen(AES256_GCM, listing(AES128_GCM), listing(AES192_CBC))).isEqualTo(AES128_CBC);
    }

    @Test
    void capabilitiesWithParametersShouldCount() {
        DERSequence list = new DERSequence(new DERSequence(new ASN1Encodable[] {AES256_CBC.id(), DERNull.INSTANCE}));

        assertThat(chosen(AES256_GCM, with(list, false))).isEqualTo(AES256_CBC);
    }

    @Test
    void certificateShouldBeUsableWhenItsListCannotBeRead() {
        for (ASN1Encodable list : List.of(
                new ASN1Integer(1),
                new DERSequence(new DERUTF8String("x")),
                new DERSequence(new DERSequence()),
                new DERSequence(new ASN1Encodable[] {new DERSequence(AES128_CBC.id()), new ASN1Integer(1)}))) {
            assertThat(chosen(AES256_GCM, with(list, false))).isEqualTo(AES256_GCM);
        }
    }

    @Test
    void ciphersShouldBeWhatWasListed() {
        for (ContentCipher cipher : ContentCipher.values()) {
            Set<ContentCipher> others = EnumSet.complementOf(EnumSet.of(cipher));
            TestCertificate certificate = listing(others.toArray(ContentCipher[]::new));

            assertThat(((UsableSmime) certificate.evaluate(TestKeys.NOW))
                            .recipients()
                            .get(0)
                            .ciphers())
                    .isEqualTo(others);
        }
    }
}
