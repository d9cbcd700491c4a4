package org.sealmx.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.cache.CacheSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} for CouchDB and its cache. */
final class CouchDbKeys {

    private static final long KIB = 1024;

    private final Options<StartUpException> properties;

    CouchDbKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /** Empty when no nodes are given; the other keys are still read and checked. */
    Optional<CouchDbConfiguration> read(List<String> nodes) {
        CouchDbConfiguration configuration = new CouchDbConfiguration(
                nodes.stream().map(this::node).toList(),
                credentials(),
                properties
                        .text("couchdb-trust-store")
                        .map(url -> FileUrl.require(properties, "couchdb-trust-store", url)),
                database(),
                properties.flag("couchdb-create-views", false),
                timeouts(),
                (int) properties.number("couchdb-connections", 20, 2, 1_000),
                cache());
        return nodes.isEmpty() ? Optional.empty() : Optional.of(configuration);
    }

    private URI node(String url) {
        return HttpUrl.parse(url).orElseThrow(CouchDbKeys::badNode);
    }

    /** Does not repeat the URL, which may contain a password. */
    private static StartUpException badNode() {
        return new StartUpException(
                "sealmx.properties: a CouchDB node has the form http://host:port or https://host:port, without"
                        + " credentials, which belong in couchdb-credentials");
    }

    private String credentials() {
        String value = properties.text("couchdb-credentials").orElse("none");
        return value.equals("none") || value.equals("env")
                ? value
                : FileUrl.require(properties, "couchdb-credentials", value);
    }

    private String database() {
        String name = properties.text("couchdb-database").orElse("identities");
        try {
            return new DatabaseName(name).value();
        } catch (IllegalArgumentException e) {
            throw properties.bad("couchdb-database", name, "the name of a CouchDB database");
        }
    }

    private HttpTimeouts timeouts() {
        HttpTimeouts defaults = HttpTimeouts.defaults();
        List<String> keys =
                List.of("couchdb-connect-timeout-ms", "couchdb-response-timeout-ms", "couchdb-request-timeout-ms");
        List<Duration> otherwise = List.of(defaults.connect(), defaults.response(), defaults.request());
        List<Duration> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(Duration.ofMillis(
                    properties.number(keys.get(i), otherwise.get(i).toMillis(), 10, 600_000)));
        }
        try {
            return new HttpTimeouts(values.get(0), values.get(1), values.get(2));
        } catch (IllegalArgumentException e) {
            throw properties.wrong("couchdb-response-timeout-ms", "must not exceed 'couchdb-request-timeout-ms'");
        }
    }

    private CacheSettings cache() {
        CacheSettings defaults = CacheSettings.defaults();
        return new CacheSettings(
                KIB * properties.number("cache-kib", defaults.maxBytes() / KIB, 64, 64L << 20),
                KIB * properties.number("cache-unknown-kib", defaults.madeUpBytes() / KIB, 16, 16L << 20),
                seconds("cache-seconds-without-feed", defaults.timeToLive(), 1, 3_600),
                seconds("cache-unknown-seconds", defaults.unknownTimeToLive(), 1, 3_600),
                seconds("cache-max-age-seconds", defaults.maxAge(), 60, 30L * 86_400),
                seconds("stale-if-unavailable-seconds", defaults.staleIfUnavailable(), 0, 86_400),
                defaults.pauseAfterFailure());
    }

    private Duration seconds(String key, Duration otherwise, long least, long most) {
        return Duration.ofSeconds(properties.number(key, otherwise.toSeconds(), least, most));
    }
}
