package org.sealmx.tools.check;

import com.google.errorprone.annotations.Immutable;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A destination of Postfix' LMTP client (lmtp(8)): {@code inet:host:port}, {@code inet:[host]:port}, the same without
 * {@code inet:}, or {@code unix:path}.
 *
 * @param text as written in Postfix' configuration
 */
@Immutable
record NextHop(String text) {

    private static final Pattern INET =
            Pattern.compile("(?:inet:)?(?:\\[(?:ipv6:)?([^]]+)]|([^:]+))(?::([^:/]+))?", Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /**
     * Whether this destination misses SealMX when it listens on these addresses of this machine.
     *
     * @param binds addresses with ports, as in {@code lmtpserver.xml}
     * @param defaultPort the port when the text has none
     * @return false also when this is unknown: the host is another machine, the name cannot be resolved, the port is a
     *     name ({@link #namesPort}), or there is no address at all
     */
    boolean misses(List<String> binds, String defaultPort) {
        if (binds.isEmpty()) {
            return false;
        }
        Matcher inet = INET.matcher(text);
        if (!isTcp() || !inet.matches()) {
            // SealMX never listens on a UNIX socket
            return !isTcp();
        }
        String port = Optional.ofNullable(inet.group(3)).orElse(defaultPort);
        List<InetAddress> here = addresses(Optional.ofNullable(inet.group(1)).orElse(inet.group(2))).stream()
                .filter(NextHop::isOfThisMachine)
                .toList();
        return isNumber(port) && !here.isEmpty() && binds.stream().noneMatch(bind -> takes(bind, port, here));
    }

    /**
     * Whether the port is the name of a service, which Postfix looks up in {@code /etc/services}, instead of a number.
     *
     * @param defaultPort the port when the text has none
     */
    boolean namesPort(String defaultPort) {
        Matcher inet = INET.matcher(text);
        return isTcp()
                && inet.matches()
                && !isNumber(Optional.ofNullable(inet.group(3)).orElse(defaultPort));
    }

    private boolean isTcp() {
        return !text.startsWith("unix:");
    }

    private static boolean isNumber(String port) {
        return NUMBER.matcher(port).matches();
    }

    private static boolean takes(String bind, String port, List<InetAddress> hosts) {
        int colon = bind.lastIndexOf(':');
        if (colon < 0 || !bind.substring(colon + 1).equals(port)) {
            return false;
        }
        return addresses(bind.substring(0, colon)).stream()
                .anyMatch(address -> address.isAnyLocalAddress() || hosts.contains(address));
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
