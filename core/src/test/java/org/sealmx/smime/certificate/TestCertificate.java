package org.sealmx.smime.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.openpgp.certificate.TestKeys;

/** An X.509 certificate made for a test, with its secret key. */
public final class TestCertificate {

    public static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    /** The first second of validity, unless a certificate sets another. */
    public static final Instant FROM = TestKeys.CREATED;

    /** The last second of validity, unless a certificate sets another. */
    public static final Instant UNTIL = TestKeys.NOW.plusSeconds(365 * 24 * 3600);

    private static final X500Name SUBJECT = new X500Name("CN=Alice,E=alice@example.org");
    private static final X500Name ISSUER = new X500Name("CN=Test CA,O=Bücher & Söhne");

    private final byte[] der;
    private final KeyPair keys;

    private TestCertificate(byte[] der, KeyPair keys) {
        this.der = der;
        this.keys = keys;
    }

    /** The certificate in binary. */
    public byte[] der() {
        return der.clone();
    }

    /** Its key pair. */
    public KeyPair keys() {
        return keys;
    }

    /** Makes a certificate; by default it is issued by a CA with SHA-256, without extensions. */
    static final class Builder {

        private final KeyPair keys;
        private final List<Extension> extensions = new ArrayList<>();
        private X500Name issuer = ISSUER;
        private KeyPair issuerKeys = TestCertificates.rsa(2048);
        private Instant from = FROM;
        private Instant until = UNTIL;
        private String signature = "SHA256withRSA";
        private UnaryOperator<SubjectPublicKeyInfo> keyInfo = UnaryOperator.identity();

        Builder(KeyPair keys) {
            this.keys = keys;
        }

        Builder valid(Instant first, Instant last) {
            from = first;
            until = last;
            return this;
        }

        Builder keyUsage(int bits) {
            return extension(Extension.keyUsage, true, new KeyUsage(bits));
        }

        Builder extendedKeyUsage(KeyPurposeId... purposes) {
            return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }

        Builder authority(boolean authority) {
            return extension(Extension.basicConstraints, true, new BasicConstraints(authority));
        }

        Builder extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
            try {
                extensions.add(
                        new Extension(id, critical, value.toASN1Primitive().getEncoded()));
                return this;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Builder signedWith(String algorithm) {
            signature = algorithm;
            return this;
        }

        Builder issuedBy(KeyPair authority) {
            issuerKeys = authority;
            return this;
        }

        Builder selfSigned() {
            issuer = SUBJECT;
            issuerKeys = keys;
            return this;
        }

        Builder keyInfo(UnaryOperator<SubjectPublicKeyInfo> change) {
            keyInfo = change;
            return this;
        }

        TestCertificate build() {
            try {
                X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                        issuer,
                        new BigInteger("1234567890abcdef1234567890abcdef", 16),
                        Date.from(from),
                        Date.from(until),
                        SUBJECT,
                        keyInfo.apply(SubjectPublicKeyInfo.getInstance(
                                keys.getPublic().getEncoded())));
                for (Extension extension : extensions) {
                    builder.addExtension(extension);
                }
                return new TestCertificate(
                        builder.build(new JcaContentSignerBuilder(signature)
                                        .setProvider(PROVIDER)
                                        .build(issuerKeys.getPrivate()))
                                .getEncoded(),
                        keys);
            } catch (IOException | OperatorCreationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** In PEM, as openssl writes it. */
    public String pem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    /** In base64 without armor. */
    String base64() {
        return Base64.getEncoder().encodeToString(der);
    }

    /** SHA-256, lower-case hexadecimal. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads and evaluates it. */
    public CertificateEvaluation evaluate(Instant at) {
        return new SmimeCertificateReader()
                .read(List.of(new SmimeMaterial(pem(), Optional.empty())))
                .evaluate(at);
    }

    /** The evaluation of a certificate that is usable at {@link TestKeys#NOW}. */
    public UsableSmime usable() {
        return (UsableSmime) evaluate(TestKeys.NOW);
    }
}
