package org.sealmx.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** URLs of servers. */
final class HttpUrl {

    private HttpUrl() {}

    /** The URL; empty when it is not the URL of a server, or has a query or credentials, which belong elsewhere. */
    static Optional<URI> parse(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return http && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
