package org.sealmx.server.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealmx.options.Options;
import org.sealmx.server.config.LookupConfiguration.TcpTables;

/** Reads the keys of {@code sealmx.properties} for the ports on which Postfix looks keys up. */
final class LookupKeys {

    /** The key with the port of socketmap. */
    static final String SOCKETMAP = "socketmap-port";
    /** The key with leap_mx's three ports. */
    static final String TCP_TABLES = "tcp-table-ports";

    private static final String BIND = "lookup-bind";
    private static final String TRANSPORT = "lookup-transport";
    private static final String NONE = "none";
    private static final int HIGHEST = 65535;
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_%-]+");
    private static final Pattern TRANSPORT_FORM = Pattern.compile("[a-z0-9_-]+:[!-~]+");

    private final Options<StartUpException> properties;

    LookupKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    LookupConfiguration read() {
        Optional<Integer> socketmap = socketmap();
        Optional<TcpTables> tcpTables = tcpTables();
        if (socketmap.isPresent()
                && tcpTables
                        .filter(ports -> ports(ports).contains(socketmap.get()))
                        .isPresent()) {
            throw properties.wrong(SOCKETMAP, "must not be one of '" + TCP_TABLES + "'");
        }
        LookupConfiguration.Limits defaults = LookupConfiguration.Limits.DEFAULT;
        return new LookupConfiguration(
                bind(),
                socketmap,
                tcpTables,
                new LookupConfiguration.Limits(
                        (int) properties.number("lookup-connections", defaults.connections(), 1, 100_000),
                        (int) properties.number("lookup-request-octets", defaults.request(), 1_024, 100_000),
                        Duration.ofSeconds(properties.number("lookup-idle-seconds", defaults.idle().toSeconds(), 1, 86_400))),
                transport());
    }

    private String bind() {
        String bind = properties.text(BIND).orElse("127.0.0.1");
        if (!HOST.matcher(bind).matches()) {
            throw properties.bad(BIND, bind, "an IP address or a name of this machine, without a port");
        }
        return bind;
    }

    private Optional<Integer> socketmap() {
        Optional<String> text = properties.text(SOCKETMAP).filter(word -> !word.equals(NONE));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> port = port(text.get());
        if (port.isEmpty()) {
            throw properties.bad(SOCKETMAP, text.get(), NONE + ", or a port from 1 to " + HIGHEST);
        }
        return port;
    }

    private Optional<TcpTables> tcpTables() {
        List<String> words = properties.list(TCP_TABLES);
        if (words.isEmpty() || words.equals(List.of(NONE))) {
            return Optional.empty();
        }
        List<Integer> ports =
                words.stream().flatMap(word -> port(word).stream()).toList();
        if (words.size() != 3 || new HashSet<>(ports).size() != 3) {
            throw properties.bad(
                    TCP_TABLES,
                    String.join(",", words),
                    NONE + ", or three different ports for recipient, alias and certificate, such as 2244,4242,2424");
        }
        return Optional.of(new TcpTables(ports.get(0), ports.get(1), ports.get(2)));
    }

    private static List<Integer> ports(TcpTables tables) {
        return List.of(tables.recipient(), tables.alias(), tables.certificate());
    }

    private static Optional<Integer> port(String text) {
        return Optional.of(text)
                .filter(word -> PORT.matcher(word).matches())
                .map(Integer::valueOf)
                .filter(port -> port >= 1 && port <= HIGHEST);
    }

    private Optional<String> transport() {
        Optional<String> transport = properties.text(TRANSPORT);
        transport.filter(text -> !TRANSPORT_FORM.matcher(text).matches()).ifPresent(text -> {
            throw properties.bad(TRANSPORT, text, "a transport of Postfix, such as lmtp:inet:127.0.0.1:10024");
        });
        return transport;
    }
}
