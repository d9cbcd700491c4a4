package org.sealmx.server.guice;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.hop.HopLogin;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.HopTls;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.TrustStore;
import org.sealmx.server.config.HopConfiguration;
import org.sealmx.server.config.StartUpException;

/** Makes settings of the keys about a server that mail is handed to: reads its key store and its login. */
final class HopSettingsReader {

    /** Shorter than servers keep idle connections. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(30);

    private final FileSystem files;
    private final Map<String, String> environment;

    HopSettingsReader(FileSystem files, Map<String, String> environment) {
        this.files = files;
        this.environment = environment;
    }

    /**
     * The settings.
     *
     * @param key of the address in {@code sealmx.properties}, for errors and the names of the environment's variables
     * @param helloName the name that we give
     * @throws StartUpException when the key store or the login cannot be read, or the settings contradict one another
     */
    HopSettings read(String key, HopConfiguration hop, HopProtocol protocol, String helloName) {
        String variables = key.replace('-', '_').toUpperCase(Locale.ROOT);
        try {
            return new HopSettings(
                    hop.address(),
                    protocol,
                    helloName,
                    tls(hop, variables),
                    login(hop, variables),
                    hop.timeouts(),
                    hop.connections(),
                    KEEP_IDLE);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartUpException("sealmx.properties: '" + key + "' cannot be used: " + e.getMessage(), e);
        }
    }

    private Optional<HopTls> tls(HopConfiguration hop, String variables) throws IOException, GeneralSecurityException {
        if (hop.tls().isEmpty()) {
            return Optional.empty();
        }
        String password = environment.getOrDefault(variables + "_TRUST_STORE_PASSWORD", "");
        SSLContext context = hop.trustStore().isPresent()
                ? new TrustStore(Paths.of(files, hop.trustStore().get()), password).context()
                : SSLContext.getDefault();
        return Optional.of(new HopTls(hop.tls().get(), context));
    }

    private Optional<HopLogin> login(HopConfiguration hop, String variables) throws IOException {
        CredentialSource source =
                switch (hop.credentials()) {
                    case "none" -> CredentialSource.none();
                    case "env" ->
                        CredentialSource.environment(environment, variables + "_USER", variables + "_PASSWORD");
                    default -> CredentialSource.file(Paths.of(files, hop.credentials()));
                };
        return source.read()
                .map(BasicCredentials.class::cast)
                .map(basic -> new HopLogin(basic.name(), basic.password()));
    }
}
