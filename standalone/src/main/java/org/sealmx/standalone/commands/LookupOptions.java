package org.sealmx.standalone.commands;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealmx.standalone.james.LookupPorts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where Postfix looks recipients up. Filled in by picocli. */
final class LookupOptions {

    @Option(
            names = LookupPorts.SOCKETMAP_OPTION,
            paramLabel = "N",
            converter = PortOptions.Port.class,
            description = "Let Postfix look recipients up (socketmap_table(5)); off by default.")
    private @Nullable Integer socketmap;

    @Option(
            names = LookupPorts.TCP_TABLES_OPTION,
            paramLabel = "R,A,C",
            converter = ThreePorts.class,
            description = "leap_mx's tables for Postfix (tcp_table(5)): recipient, alias, certificate; off by"
                    + " default. leap_mx had 2244,4242,2424.")
    private @Nullable TcpTables tcpTables;

    /** Three ports, so that picocli takes them for one value. */
    record TcpTables(List<Integer> ports) {}

    /** The ports of the options. */
    LookupPorts ports() {
        return new LookupPorts(
                Optional.ofNullable(socketmap),
                Optional.ofNullable(tcpTables).map(TcpTables::ports).orElse(List.of()));
    }

    /** Reads three different TCP ports. */
    static final class ThreePorts implements ITypeConverter<TcpTables> {

        private static final int TABLES = 3;
        private static final Pattern COMMA = Pattern.compile(",");

        @Override
        public TcpTables convert(String value) {
            PortOptions.Port port = new PortOptions.Port();
            List<Integer> ports = Stream.of(COMMA.split(value, -1)).map(port::convert).toList();
            if (ports.size() != TABLES || ports.stream().distinct().count() != TABLES) {
                throw new TypeConversionException(
                        "'" + value + "' is not three different ports, such as 2244,4242,2424");
            }
            return new TcpTables(ports);
        }
    }
}
