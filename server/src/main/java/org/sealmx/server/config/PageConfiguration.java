package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Set;

/**
 * The keys of {@code sealmx.properties} about the page for account holders and operators.
 *
 * @param address where it listens
 * @param port where it listens
 * @param origins what browsers see, such as {@code https://keys.example.org}; at least one, all of one scheme
 * @param operators names of the IMAP logins that may see everybody's addresses, in lower case
 * @param idle after which an unused session ends
 * @param session after which every session ends
 */
@Immutable
public record PageConfiguration(
        String address, int port, Set<String> origins, Set<String> operators, Duration idle, Duration session) {

    /** Copies the sets. */
    public PageConfiguration {
        origins = Set.copyOf(origins);
        operators = Set.copyOf(operators);
    }

    /** Whether browsers see the page only via HTTPS. */
    public boolean isHttps() {
        return origins.stream().allMatch(origin -> origin.startsWith("https:"));
    }
}
