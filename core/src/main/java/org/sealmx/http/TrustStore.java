package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate authorities that verify CouchDB's TLS certificate, in place of those of the Java runtime.
 *
 * @param file a key store of a type that the Java runtime recognises (PKCS #12, JKS)
 * @param password the password of the file; empty when it has none
 */
@Immutable
public record TrustStore(Path file, String password) {

    /**
     * Creates a TLS context that trusts only the certificates in the file.
     *
     * @throws IOException when the file cannot be read or the password is wrong
     * @throws GeneralSecurityException when the file is not a key store, or contains no certificates
     */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public String toString() {
        return "TrustStore[" + file.getFileName() + "]";
    }
}
