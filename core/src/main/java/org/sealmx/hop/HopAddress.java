package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the next server listens, in the notation of Postfix' transports. Immutable. */
@Immutable
public sealed interface HopAddress {

    /**
     * A TCP port.
     *
     * @param host a name or an IP address, an IPv6 address without its brackets
     * @param port 1 to 65535
     */
    record Inet(String host, int port) implements HopAddress {

        private static final int MAX_PORT = 65_535;

        /** @throws IllegalArgumentException when the port is out of its range or there is no host */
        public Inet {
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException("a port is a number from 1 to " + MAX_PORT + ", not " + port);
            }
            if (host.isEmpty()) {
                throw new IllegalArgumentException("the host is missing");
            }
        }

        @Override
        public String toString() {
            return "inet:" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /**
     * A socket in the file system.
     *
     * @param path absolute
     */
    record Unix(Path path) implements HopAddress {

        /** @throws IllegalArgumentException when the path is not absolute */
        public Unix {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("the path of a socket begins with /");
            }
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * Parses {@code inet:HOST:PORT}, {@code inet:[IPV6]:PORT} or {@code unix:/PATH}.
     *
     * @throws IllegalArgumentException when the text has none of these forms; the message says which there are
     */
    static HopAddress parse(String text) {
        if (text.startsWith("unix:/")) {
            return unix(text.substring("unix:".length()), text);
        }
        Matcher inet = Notation.INET.matcher(text);
        if (!inet.matches()) {
            throw new IllegalArgumentException(Notation.ACCEPTED + ", not '" + text + "'");
        }
        String bracketed = inet.group(1);
        return new Inet(bracketed == null ? inet.group(2) : bracketed, Integer.parseInt(inet.group(3)));
    }

    private static HopAddress unix(String path, String text) {
        try {
            return new Unix(Path.of(path));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(Notation.ACCEPTED + ", not '" + text + "'", e);
        }
    }

    /** The forms of an address. */
    final class Notation {

        private static final Pattern INET =
                Pattern.compile("inet:(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]]+)):(\\d{1,5})");
        private static final String ACCEPTED = "a next hop is inet:HOST:PORT or unix:/PATH";

        private Notation() {}
    }
}
