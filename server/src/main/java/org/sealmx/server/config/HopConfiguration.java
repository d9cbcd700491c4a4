package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.HopTls;

/**
 * The keys of {@code sealmx.properties} about a server that mail is handed to.
 *
 * @param address where it listens
 * @param tls empty for none
 * @param trustStore the {@code file:} URL of a key store, in place of the certificate authorities of the Java runtime
 * @param credentials {@code none}, {@code env}, or the {@code file:} URL of a file
 * @param timeouts how long to wait
 * @param connections at once
 */
@Immutable
public record HopConfiguration(
        HopAddress address,
        Optional<HopTls.Mode> tls,
        Optional<String> trustStore,
        String credentials,
        HopTimeouts timeouts,
        int connections) {}
