package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.server.startup.Chains.processor;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.SmimeRecipient;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.openpgp.certificate.TestKeys;

class ChainFormatsTest {

    private static final String MIME = seal("");
    private static final String LEAP = seal("<format>leap</format>");

    private static final UsableSmime X509 = new UsableSmime(List.of(new SmimeRecipient(
            "f0f0",
            new IssuerAndSerialNumber(new X500Name("CN=Test"), BigInteger.ONE),
            new SubjectPublicKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), new byte[0]),
            Set.of())));

    private static String seal(String parameters) {
        return Chains.mailet("org.sealmx.mailets.EncryptForRecipient", parameters);
    }

    private static ChainFormats of(String processors) throws ConfigurationException {
        return new ChainFormats(Chains.container(processors));
    }

    private static boolean takesX509(String processors) throws ConfigurationException {
        ChainFormats formats = of(processors);
        CertificateEvaluation openPgp = TestKeys.curve25519().evaluate(TestKeys.NOW);
        assertThat(formats.problemWith((CertificateEvaluation.Usable) openPgp)).isEmpty();
        return formats.problemWith(X509).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<format>mime</format>", "<format> mime </format>", "<share>off</share>"})
    void mimeShouldTakeEveryCertificate(String parameters) throws ConfigurationException {
        assertThat(takesX509(processor("root", "") + processor("recipient", seal(parameters))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<format>leap</format>", "<share>off</share><format> leap </format>"})
    void leapShouldTakeOpenPgpOnly(String parameters) throws ConfigurationException {
        String chain = processor("root", "") + processor("recipient", seal(parameters));
        assertThat(takesX509(chain)).isFalse();
        assertThat(of(chain).problemWith(X509)).contains("format leap needs an OpenPGP certificate");
    }

    /** RCPT cannot know which processors a message will pass through. */
    @Test
    void severalFormatsShouldTakeWhatEachTakes() throws ConfigurationException {
        assertThat(takesX509(processor("recipient", MIME) + processor("other", LEAP)))
                .isFalse();
        assertThat(takesX509(processor("recipient", LEAP) + processor("other", MIME)))
                .isFalse();
    }

    /** Other checks stop the start for each of these, with their own errors. */
    @ParameterizedTest
    @ValueSource(strings = {"<format>LEAP</format>", "<format>pgp</format>", "<format/>"})
    void aFormatThatDoesNotExistShouldBeSkipped(String parameters) throws ConfigurationException {
        assertThat(takesX509(processor("recipient", seal(parameters)))).isTrue();
    }

    @Test
    void otherMailetsShouldNotCount() throws ConfigurationException {
        assertThat(
                        takesX509(
                                processor(
                                        "recipient",
                                        MIME
                                                + "<mailet match='All' class='org.sealmx.mailets.DeliverToCouchDb'><format>leap</format></mailet>")))
                .isTrue();
        assertThat(takesX509("")).isTrue();
    }
}
