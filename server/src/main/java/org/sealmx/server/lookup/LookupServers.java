package org.sealmx.server.lookup;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.server.config.LookupConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.listen.BindProblem;
import org.sealmx.server.lookup.netty.LookupLog;
import org.sealmx.server.lookup.netty.LookupServer;
import org.sealmx.server.lookup.netty.LookupTimes;
import org.sealmx.server.lookup.protocol.LookupProtocol;
import org.sealmx.server.lookup.protocol.SocketmapProtocol;
import org.sealmx.server.lookup.protocol.TcpTableProtocol;
import org.sealmx.server.lookup.table.CountedTable;
import org.sealmx.server.lookup.table.LookupCounter;
import org.sealmx.server.lookup.table.LookupTable;
import org.sealmx.server.lookup.table.PostfixMap;
import org.sealmx.server.lookup.table.TurnedAway;
import org.sealmx.server.startup.AdditionalServer;
import org.sealmx.server.startup.LmtpElementCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts what {@code sealmx.properties} says of look-ups; nothing by default. */
@Singleton
public final class LookupServers implements AdditionalServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupServers.class);

    /** Below the 100 s after which Postfix gives up, and above what the directory and the store may take. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(95);

    /** A connection that is refused is not counted, so it must not last. */
    private static final Duration LAST_REPLY = Duration.ofSeconds(2);

    /** Postfix asks at once when it has connected. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final BindProblem.Setting BIND = new BindProblem.Setting("lookup-bind", "127.0.0.1");
    private static final BindProblem SOCKETMAP =
            new BindProblem("sealmx.properties", BIND, new BindProblem.Setting("socketmap-port", "10023"));
    private static final BindProblem TCP_TABLES =
            new BindProblem("sealmx.properties", BIND, new BindProblem.Setting("tcp-table-ports", "2244,4242,2424"));

    private final SealMxConfiguration configuration;
    private final ConfigurationProvider files;
    private final Provider<LookupTables> tables;
    private final LookupCounter counter;
    private final TurnedAway turnedAway;
    private Optional<LookupServer> server = Optional.empty();

    /**
     * Called by James' injector.
     *
     * @param files has {@code lmtpserver.xml}
     * @param tables not asked for when look-ups are off
     * @param counter counts what Postfix is answered
     * @param turnedAway counts what gets no answer of a table
     */
    @Inject
    public LookupServers(
            SealMxConfiguration configuration,
            ConfigurationProvider files,
            Provider<LookupTables> tables,
            LookupCounter counter,
            TurnedAway turnedAway) {
        this.configuration = configuration;
        this.files = files;
        this.tables = tables;
        this.counter = counter;
        this.turnedAway = turnedAway;
    }

    @Override
    public void start() {
        LookupConfiguration lookup = configuration.lookup();
        if (!lookup.isOn()) {
            return;
        }
        LookupConfiguration.Limits limits = lookup.limits();
        LookupServer starting = new LookupServer(
                limits.connections(),
                new LookupTimes(limits.idle(), LONGEST_ANSWER, LAST_REPLY, SILENCE),
                new LookupLog(System::nanoTime, turnedAway));
        server = Optional.of(starting);
        LookupTables answers = tables.get();
        lookup.socketmap()
                .ifPresent(port -> listen(
                        starting,
                        port,
                        new SocketmapProtocol(counted(answers.socketmaps(transport())), limits.request()),
                        SOCKETMAP));
        lookup.tcpTables().ifPresent(ports -> {
            listen(
                    starting,
                    ports.recipient(),
                    tcp(PostfixMap.TCP_TABLE_RECIPIENT, answers.leapRecipient()),
                    TCP_TABLES);
            listen(starting, ports.alias(), tcp(PostfixMap.TCP_TABLE_ALIAS, answers.leapAlias()), TCP_TABLES);
            listen(
                    starting,
                    ports.certificate(),
                    tcp(PostfixMap.TCP_TABLE_CERTIFICATE, answers.leapCertificate()),
                    TCP_TABLES);
        });
    }

    private Map<String, LookupTable> counted(Map<PostfixMap, LookupTable> maps) {
        return maps.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        each -> each.getKey().map(),
                        each -> new CountedTable(each.getKey(), each.getValue(), counter)));
    }

    private TcpTableProtocol tcp(PostfixMap map, LookupTable table) {
        return new TcpTableProtocol(
                map.map(),
                new CountedTable(map, table, counter),
                configuration.lookup().limits().request());
    }

    private void listen(LookupServer starting, int port, LookupProtocol protocol, BindProblem problem) {
        InetSocketAddress where = new InetSocketAddress(configuration.lookup().bind(), port);
        if (where.isUnresolved()) {
            throw new StartUpException("sealmx.properties: 'lookup-bind' names no address of this machine; set it to"
                    + " one, such as 127.0.0.1 (found \""
                    + configuration.lookup().bind() + "\")");
        }
        try {
            LOGGER.info("Look-ups by {} on {}", protocol.name(), starting.listen(where, protocol));
        } catch (BindException e) {
            throw new StartUpException(problem.of(e, where.getHostString() + ":" + port), e);
        }
    }

    private String transport() {
        return configuration.lookup().transport().orElseGet(() -> {
            try {
                return LmtpPlace.transport(LmtpElementCheck.elementOf(files).getStringArray("bind"));
            } catch (ConfigurationException e) {
                throw StartUpException.because(e);
            }
        });
    }

    @Override
    public void stop() {
        server.ifPresent(LookupServer::close);
        server = Optional.empty();
    }
}
