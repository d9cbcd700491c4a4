package org.sealmx.server.config;

import java.time.Duration;
import java.util.Optional;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.HopTls;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} for a server that mail is handed to. */
final class HopKeys {

    private final Options<StartUpException> properties;
    private final String prefix;

    /** @param prefix the key of the address, which the other keys begin with */
    HopKeys(Options<StartUpException> properties, String prefix) {
        this.properties = properties;
        this.prefix = prefix;
    }

    /** Empty when no address is given; the other keys are still read and checked. */
    Optional<HopConfiguration> read() {
        Optional<HopAddress> address = properties.text(prefix).map(this::address);
        Optional<HopTls.Mode> tls = tls();
        Optional<String> trustStore = properties
                .text(prefix + "-trust-store")
                .map(url -> FileUrl.require(properties, prefix + "-trust-store", url));
        String credentials = credentials();
        HopTimeouts timeouts = timeouts();
        int connections = (int) properties.number(prefix + "-connections", 50, 1, 1_000);
        if (tls.isPresent() && address.isPresent() && address.get() instanceof HopAddress.Unix) {
            throw properties.wrong(prefix + "-tls", "must be none for a unix: address");
        }
        return address.map(where -> new HopConfiguration(where, tls, trustStore, credentials, timeouts, connections));
    }

    private HopAddress address(String text) {
        try {
            return HopAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw properties.bad(prefix, text, "inet:HOST:PORT or unix:/PATH");
        }
    }

    private Optional<HopTls.Mode> tls() {
        String word = properties.text(prefix + "-tls").orElse("none");
        return switch (word) {
            case "none" -> Optional.empty();
            case "starttls" -> Optional.of(HopTls.Mode.STARTTLS);
            case "tls" -> Optional.of(HopTls.Mode.IMPLICIT);
            default -> throw properties.bad(prefix + "-tls", word, "none, starttls or tls");
        };
    }

    private String credentials() {
        String value = properties.text(prefix + "-credentials").orElse("none");
        return value.equals("none") || value.equals("env")
                ? value
                : FileUrl.require(properties, prefix + "-credentials", value);
    }

    private HopTimeouts timeouts() {
        HopTimeouts defaults = HopTimeouts.defaults();
        return new HopTimeouts(
                millis("-connect-timeout-ms", defaults.connect(), HopTimeouts.LONGEST_CONNECT),
                millis("-command-timeout-ms", defaults.command(), HopTimeouts.LONGEST_COMMAND),
                millis("-end-timeout-ms", defaults.end(), HopTimeouts.LONGEST_END));
    }

    private Duration millis(String suffix, Duration otherwise, Duration longest) {
        return Duration.ofMillis(properties.number(prefix + suffix, otherwise.toMillis(), 10, longest.toMillis()));
    }
}
