package org.sealmx.server.config;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;
import java.util.Optional;

/**
 * The ports on which Postfix looks keys up.
 *
 * @param bind the address on which they are: a name or an IP address of this machine
 * @param socketmap the port of socketmap; empty when it is off
 * @param tcpTables the ports of leap_mx's three tables; empty when they are off
 * @param limits for each connection and all of them
 * @param transport where Postfix sends our mail, such as {@code lmtp:inet:127.0.0.1:10024}; empty for the first address
 *     on which LMTP listens
 */
@Immutable
public record LookupConfiguration(
        String bind,
        Optional<Integer> socketmap,
        Optional<TcpTables> tcpTables,
        Limits limits,
        Optional<String> transport) {

    /** Nothing listens. */
    public static final LookupConfiguration OFF = new LookupConfiguration(
            "127.0.0.1", Optional.empty(), Optional.empty(), Limits.DEFAULT, Optional.empty());

    /**
     * The ports of leap_mx's three tables, all different.
     *
     * @param recipient whether a recipient may receive
     * @param alias the account of an address
     * @param certificate the expiry of a client certificate
     */
    @Immutable
    public record TcpTables(int recipient, int alias, int certificate) {}

    /**
     * What a client may take.
     *
     * @param connections at once, on all ports together
     * @param request the most octets of one request
     * @param idle how long a connection may be without a whole request
     */
    @Immutable
    public record Limits(int connections, int request, Duration idle) {

        /** 300 connections, 4 KiB, 5 minutes. */
        public static final Limits DEFAULT = new Limits(300, 4_096, Duration.ofMinutes(5));
    }

    /** Whether anything is to listen. */
    public boolean isOn() {
        return socketmap.isPresent() || tcpTables.isPresent();
    }
}
