package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;

/**
 * The next server and how it is spoken to. Immutable.
 *
 * @param address where it listens
 * @param protocol LMTP or SMTP
 * @param helloName the name that we give
 * @param tls empty for none
 * @param login empty for none
 * @param timeouts how long to wait
 * @param connections at once, at least 1
 * @param keepIdle how long a connection without work stays open
 */
@ThreadSafe
public record HopSettings(
        HopAddress address,
        HopProtocol protocol,
        String helloName,
        Optional<HopTls> tls,
        Optional<HopLogin> login,
        HopTimeouts timeouts,
        int connections,
        Duration keepIdle) {

    /** @throws IllegalArgumentException when the settings contradict one another; the message says what to change */
    public HopSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections must be at least 1, not " + connections);
        }
        if (tls.isPresent() && address instanceof HopAddress.Unix) {
            throw new IllegalArgumentException("TLS is for inet: addresses, not for " + address);
        }
        if (login.isPresent() && tls.isEmpty() && !isOnThisMachine(address)) {
            throw new IllegalArgumentException("a login needs TLS, or everybody on the way can read the password");
        }
    }

    private static boolean isOnThisMachine(HopAddress address) {
        return address instanceof HopAddress.Unix
                || (address instanceof HopAddress.Inet inet
                        && (inet.host().matches("127(?:\\.\\d{1,3}){3}")
                                || inet.host().equals("::1")
                                || inet.host().equals("localhost")));
    }
}
