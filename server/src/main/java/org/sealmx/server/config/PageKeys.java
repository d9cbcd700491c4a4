package org.sealmx.server.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} for the page. */
final class PageKeys {

    private static final String PORT = "page-port";
    private static final String ADDRESS = "page-address";
    private static final String ORIGINS = "page-origins";
    private static final String OPERATORS = "page-operators";
    private static final String IDLE = "page-idle-minutes";
    private static final String SESSION = "page-session-minutes";
    private static final String OFF = "off";

    private final Options<StartUpException> properties;

    PageKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /** Empty when the page is off; the other keys are still read and checked. */
    Optional<PageConfiguration> read() {
        Optional<Integer> port = port();
        String address = properties.text(ADDRESS).orElse("127.0.0.1");
        Set<String> origins = origins();
        Set<String> operators = properties.list(OPERATORS).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        Duration idle = Duration.ofMinutes(properties.number(IDLE, 15, 1, 1_440));
        Duration session = Duration.ofMinutes(properties.number(SESSION, 480, 1, 1_440));
        requireProtected(address, origins);
        return port.map(number -> new PageConfiguration(
                address, number, origins.isEmpty() ? local(number) : origins, operators, idle, session));
    }

    private Optional<Integer> port() {
        return properties.text(PORT).filter(OFF::equals).isPresent()
                ? Optional.empty()
                : Optional.of((int) properties.number(PORT, 0, 1, 65_535)).filter(number -> number > 0);
    }

    private static Set<String> local(int port) {
        return Set.of("http://127.0.0.1:" + port, "http://localhost:" + port);
    }

    private Set<String> origins() {
        List<String> urls = properties.list(ORIGINS);
        Set<String> origins = new LinkedHashSet<>();
        urls.forEach(url -> origins.add(origin(url)));
        if (origins.stream().anyMatch(origin -> origin.startsWith("https:"))
                && origins.stream().anyMatch(origin -> origin.startsWith("http:"))) {
            throw properties.wrong(ORIGINS, "must all be https:, or all be http:");
        }
        return origins;
    }

    /** In the form that browsers send: lower case, without the usual port (RFC 6454 section 6.2). */
    private String origin(String url) {
        URI uri = HttpUrl.parse(url)
                .filter(parsed ->
                        parsed.getRawPath().isEmpty() || parsed.getRawPath().equals("/"))
                .orElseThrow(() -> properties.bad(
                        ORIGINS, url, "https://HOST or https://HOST:PORT without a path, as browsers see it"));
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    /** Passwords must not cross a network unencrypted. */
    private void requireProtected(String address, Set<String> origins) {
        boolean https = !origins.isEmpty() && origins.stream().allMatch(origin -> origin.startsWith("https:"));
        if (!https && !isLoopback(address)) {
            throw properties.wrong(
                    ADDRESS,
                    "is not of this machine only, and passwords would cross the network unencrypted: set it to"
                            + " 127.0.0.1, or name the https: address of a reverse proxy in '" + ORIGINS + "'");
        }
    }

    private boolean isLoopback(String address) {
        if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]+")) {
            throw properties.bad(ADDRESS, address, "an IP address, such as 127.0.0.1");
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw properties.bad(ADDRESS, address, "an IP address, such as 127.0.0.1");
        }
    }
}
