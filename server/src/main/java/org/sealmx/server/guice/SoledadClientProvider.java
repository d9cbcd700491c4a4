package org.sealmx.server.guice;

import com.google.inject.Provider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.http.TrustStore;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SoledadConfiguration;
import org.sealmx.server.config.StartUpException;
import org.sealmx.soledad.SoledadClient;
import org.sealmx.soledad.SoledadToken;

/** Makes the client of the Soledad that the configuration names. It connects when it is first used. */
final class SoledadClientProvider implements Provider<SoledadClient> {

    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_RESPONSE = 1 << 20;

    private final SealMxConfiguration configuration;
    private final FileSystem files;

    @Inject
    SoledadClientProvider(SealMxConfiguration configuration, FileSystem files) {
        this.configuration = configuration;
        this.files = files;
    }

    /** The Soledad that the configuration names, or a start-up error. */
    static SoledadConfiguration required(SealMxConfiguration configuration) {
        return configuration
                .soledad()
                .orElseThrow(() -> new StartUpException("sealmx.properties: no Soledad is named in 'soledad-url'"));
    }

    /** @throws StartUpException when no Soledad is named, or its token or its trust store cannot be read */
    @Override
    public SoledadClient get() {
        SoledadConfiguration soledad = required(configuration);
        try {
            return SoledadClient.open(new HttpSettings(
                    List.of(soledad.url()),
                    token(soledad),
                    trustStore(soledad),
                    HttpTimeouts.defaults(),
                    MAX_CONNECTIONS,
                    MAX_RESPONSE));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartUpException("sealmx.properties: Soledad cannot be used: " + e.getMessage(), e);
        }
    }

    private CredentialSource token(SoledadConfiguration soledad) {
        return soledad.token().equals("env")
                ? SoledadToken.environment(System.getenv(), SoledadConfiguration.TOKEN_VARIABLE)
                : SoledadToken.file(Paths.of(files, soledad.token()));
    }

    private Optional<TrustStore> trustStore(SoledadConfiguration soledad) {
        String password = System.getenv().getOrDefault(SoledadConfiguration.TRUST_STORE_PASSWORD_VARIABLE, "");
        return soledad.trustStore().map(url -> new TrustStore(Paths.of(files, url), password));
    }
}
