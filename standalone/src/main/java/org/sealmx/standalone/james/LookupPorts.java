package org.sealmx.standalone.james;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealmx.cli.OperatorException;

/**
 * The ports on which Postfix looks recipients up, on the loopback interface; none unless the operator names them.
 *
 * @param socketmap the port of socketmap
 * @param tcpTables the ports of leap_mx's tables recipient, alias and certificate: three or none
 */
@Immutable
public record LookupPorts(Optional<Integer> socketmap, List<Integer> tcpTables) {

    /** As the configuration says. */
    public static final LookupPorts UNSET = new LookupPorts(Optional.empty(), List.of());

    /** The option with the port of socketmap. */
    public static final String SOCKETMAP_OPTION = "--socketmap-port";
    /** The option with the ports of leap_mx's tables. */
    public static final String TCP_TABLES_OPTION = "--tcp-table-ports";

    private static final List<String> TABLES = List.of("recipient", "alias", "certificate");

    /** Takes a copy. */
    public LookupPorts {
        tcpTables = List.copyOf(tcpTables);
    }

    /** Sets the variables of {@code sealmx.properties}. */
    void apply() {
        socketmap.ifPresent(port -> System.setProperty("sealmx.socketmap.port", Integer.toString(port)));
        if (!tcpTables.isEmpty()) {
            System.setProperty(
                    "sealmx.tcp.table.ports",
                    tcpTables.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    /** @throws OperatorException when one of them is taken, or two of these and the others are the same */
    public void requireUsable(Ports others) throws OperatorException {
        List<Integer> all = new ArrayList<>(tcpTables);
        socketmap.ifPresent(all::add);
        if (all.isEmpty()) {
            return;
        }
        all.addAll(List.of(others.lmtp(), others.imap(), others.webadmin()));
        if (all.stream().distinct().count() < all.size()) {
            throw new OperatorException("look-ups need ports that nothing else uses; choose others with "
                    + SOCKETMAP_OPTION + " and " + TCP_TABLES_OPTION);
        }
        if (socketmap.isPresent()) {
            Ports.requireFree(socketmap.get(), "socketmap", SOCKETMAP_OPTION);
        }
        for (int port : tcpTables) {
            Ports.requireFree(port, "tcp_table", TCP_TABLES_OPTION);
        }
    }

    /** What Postfix calls the tables on these ports, one a line, for the operator. */
    public List<String> tables() {
        List<String> tables = new ArrayList<>();
        socketmap.ifPresent(port -> tables.add(
                "socketmap:inet:127.0.0.1:" + port + ":NAME (recipient, access, alias, certificate, transport)"));
        for (int i = 0; i < tcpTables.size(); i++) {
            tables.add("tcp:127.0.0.1:" + tcpTables.get(i) + " (" + TABLES.get(i) + ")");
        }
        return tables;
    }
}
