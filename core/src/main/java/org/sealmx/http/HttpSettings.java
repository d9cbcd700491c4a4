package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where CouchDB is and how to connect to it.
 *
 * @param nodes one or more nodes of the same cluster, {@code http} or {@code https}, tried in turn when one fails; the
 *     path of a URL is prepended to the paths of requests
 * @param credentials the source of the credentials, which are never part of a URL
 * @param trustStore when empty, the certificate authorities of the Java runtime are trusted
 * @param timeouts the limits on time
 * @param maxConnections the number of connections open at once, 2 to 1000; a request that gets none waits for at most
 *     the connect time-out
 * @param maxResponseBytes the largest answer, and the longest line of a stream, 1 KiB to 64 MiB
 */
@Immutable
public record HttpSettings(
        List<URI> nodes,
        CredentialSource credentials,
        Optional<TrustStore> trustStore,
        HttpTimeouts timeouts,
        int maxConnections,
        int maxResponseBytes) {

    private static final int MAX_NODES = 100;
    private static final int MIN_CONNECTIONS = 2;
    private static final int MAX_CONNECTIONS = 1000;
    private static final int MIN_RESPONSE = 1024;
    private static final int MAX_RESPONSE = 64 << 20;

    /**
     * @throws IllegalArgumentException naming the parameter and what it accepts; a URL is not repeated, since it may
     *     contain a password
     */
    public HttpSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            throw new IllegalArgumentException("nodes must be a list of 1 to " + MAX_NODES + " URLs");
        }
        nodes.forEach(HttpSettings::requireNode);
        requireRange("maxConnections", maxConnections, MIN_CONNECTIONS, MAX_CONNECTIONS);
        requireRange("maxResponseBytes", maxResponseBytes, MIN_RESPONSE, MAX_RESPONSE);
    }

    private static void requireNode(URI node) {
        String scheme = String.valueOf(node.getScheme()).toLowerCase(Locale.ROOT);
        if (node.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "nodes: a URL must not contain credentials; put them in a file or the environment");
        }
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || node.getHost() == null || node.getRawQuery() != null || node.getRawFragment() != null) {
            throw new IllegalArgumentException("nodes: a URL must have the form http://host:port or https://host:port");
        }
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
