package org.sealmx.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets up Apache HttpClient: HTTP/1.1, bounded, and without any automatic retries, redirects, cookies or
 * authentication.
 */
final class HttpClients {

    private static final int IO_THREADS = 2;

    private HttpClients() {}

    /**
     * Creates and starts a client.
     *
     * @param names resolves the names of nodes, and may take any length of time
     * @param threads make the threads of the client
     * @throws IOException when the trust store cannot be read
     * @throws GeneralSecurityException when the file is not a valid trust store
     */
    static CloseableHttpAsyncClient start(HttpSettings settings, DnsResolver names, ClientThreads threads)
            throws IOException, GeneralSecurityException {
        HttpTimeouts timeouts = settings.timeouts();
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(new BoundedDnsResolver(names, timeouts.connect()))
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(timeout(timeouts.connect()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(timeouts.connect()))
                        .setSocketTimeout(timeout(timeouts.response()))
                        .setTimeToLive(Timeout.ofMinutes(5))
                        .build());
        connections.setTlsStrategy(tls(settings.trustStore()));
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(connections.build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(IO_THREADS)
                        .setSoTimeout(timeout(timeouts.response()))
                        .build())
                // With a hint of 0, the library writes at once. Otherwise it would keep data for a later write, and
                // lose the answer when that write fails.
                .setHttp1Config(Http1Config.custom().setChunkSizeHint(0).build())
                .setThreadFactory(threads)
                .setUserAgent("SealMX")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
        return client;
    }

    /**
     * Configures both ways of verifying the host name explicitly: by default, the library does not verify the name in
     * the certificate at all.
     */
    private static TlsStrategy tls(Optional<TrustStore> trustStore) throws IOException, GeneralSecurityException {
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create()
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier());
        tls.setSslContext(trustStore.isPresent() ? trustStore.get().context() : SSLContext.getDefault());
        return tls.buildAsync();
    }

    /** The context of one request whose answer may pause for this long. */
    static HttpClientContext context(HttpTimeouts timeouts, Duration pause) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(timeouts.connect()))
                .setResponseTimeout(timeout(pause))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        return context;
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }
}
