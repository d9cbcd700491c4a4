package org.sealmx.server.guice;

import com.google.inject.Provider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.TrustStore;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/** Makes the client of the CouchDB that the configuration names. It connects when it is first used. */
public final class CouchDbClientProvider implements Provider<CouchDbClient> {

    private static final int MAX_RESPONSE = 8 << 20;

    private final SealMxConfiguration configuration;
    private final FileSystem files;

    /**
     * @param configuration names the CouchDB
     * @param files finds the files that the configuration names
     */
    @Inject
    public CouchDbClientProvider(SealMxConfiguration configuration, FileSystem files) {
        this.configuration = configuration;
        this.files = files;
    }

    /** @throws StartUpException when no CouchDB is named, or its credentials or its trust store cannot be read */
    @Override
    public CouchDbClient get() {
        CouchDbConfiguration couchDb = configuration
                .couchDb()
                .orElseThrow(() -> new StartUpException(
                        "sealmx.properties: no CouchDB is named in 'directory' or 'couchdb-nodes'"));
        try {
            CredentialSource credentials = credentials(couchDb);
            credentials.read();
            return CouchDbClient.open(new HttpSettings(
                    couchDb.nodes(),
                    credentials,
                    trustStore(couchDb),
                    couchDb.timeouts(),
                    couchDb.maxConnections(),
                    MAX_RESPONSE));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartUpException("sealmx.properties: CouchDB cannot be used: " + e.getMessage(), e);
        }
    }

    private CredentialSource credentials(CouchDbConfiguration couchDb) {
        return switch (couchDb.credentials()) {
            case "none" -> CredentialSource.none();
            case "env" ->
                CredentialSource.environment(
                        System.getenv(), CouchDbConfiguration.NAME_VARIABLE, CouchDbConfiguration.PASSWORD_VARIABLE);
            default -> CredentialSource.file(Paths.of(files, couchDb.credentials()));
        };
    }

    private Optional<TrustStore> trustStore(CouchDbConfiguration couchDb) {
        String password = System.getenv().getOrDefault(CouchDbConfiguration.TRUST_STORE_PASSWORD_VARIABLE, "");
        return couchDb.trustStore().map(url -> new TrustStore(Paths.of(files, url), password));
    }
}
