package org.sealmx.hop;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority, made for a test, and the TLS contexts of servers and of a client that trusts it. */
public final class TestTls {

    private static final char[] NO_PASSWORD = {};
    private static final Duration DAY = Duration.ofDays(1);

    private final KeyPair keys = newKeys();
    private final X500Name name = new X500Name("CN=Test authority " + System.nanoTime());
    private final X509Certificate authority;

    public TestTls() {
        authority = issue(name, keys, Instant.now().plus(DAY), new Extension[] {
            extension(Extension.basicConstraints, new BasicConstraints(true))
        });
    }

    /** The context of a client that trusts this authority only. */
    public SSLContext client() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A key store with this authority. */
    public KeyStore trustStore() {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("authority", authority);
            return store;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The context of a server with a certificate for a name, or an IPv4 address, that is valid now. */
    public SSLContext server(String host) {
        return server(host, Instant.now().plus(DAY));
    }

    /** The same with a certificate that has expired. */
    public SSLContext expiredServer(String host) {
        return server(host, Instant.now().minusSeconds(3600));
    }

    /** Writes the key and the certificate of a server for another program, in PEM, the key first. */
    public void writeServer(String host, Path file) throws IOException, GeneralSecurityException {
        KeyPair own = newKeys();
        Files.writeString(
                file,
                pem("PRIVATE KEY", own.getPrivate().getEncoded())
                        + pem("CERTIFICATE", certificateFor(host, own, Instant.now().plus(DAY)).getEncoded()));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }

    /** Writes a key store with this authority, without a password. */
    public void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            trustStore().store(out, NO_PASSWORD);
        }
    }

    private X509Certificate certificateFor(String host, KeyPair own, Instant until) {
        int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
        return issue(new X500Name("CN=" + host), own, until, new Extension[] {
            extension(Extension.subjectAlternativeName, new GeneralNames(new GeneralName(kind, host)))
        });
    }

    private SSLContext server(String host, Instant until) {
        try {
            KeyPair own = newKeys();
            X509Certificate certificate = certificateFor(host, own, until);
            KeyStore store = empty();
            store.setKeyEntry("server", own.getPrivate(), NO_PASSWORD, new Certificate[] {certificate, authority});
            KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            manager.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(manager.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate issue(X500Name subject, KeyPair owner, Instant until, Extension[] extensions) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minus(DAY.multipliedBy(2))),
                    Date.from(until),
                    subject,
                    owner.getPublic());
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static Extension extension(ASN1ObjectIdentifier id, ASN1Object value) {
        try {
            return new Extension(id, true, value.getEncoded());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            return store;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
