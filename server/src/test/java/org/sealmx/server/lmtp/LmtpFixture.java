package org.sealmx.server.lmtp;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ProcessingRoom;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.Together;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.measure.Measurements;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.MailboxCheck.Objection;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.ForwardConfiguration;
import org.sealmx.server.config.LookupConfiguration;
import org.sealmx.server.config.NoticeConfiguration;
import org.sealmx.server.config.OutcomeLogSettings;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.lmtp.processing.OwnMail;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.smtp.ReversePath;

/**
 * The LMTP server on a free port of the loopback interface, with a scripted processor. The domain is
 * {@code example.org}; alice, bob, carol and j&ouml;rg exist, and disabled exists but accepts no mail.
 */
final class LmtpFixture implements AutoCloseable {

    static final Executor THREADS = task -> new Thread(task, "recipient").start();
    static final int MAX_LINE = 1_000;
    static final int MAX_MESSAGE_KIB = 4;
    static final int MAX_RECIPIENTS = 5;
    static final int MAX_MESSAGES_IN_FLIGHT = 20;
    static final long MAX_BYTES_IN_FLIGHT = 1 << 20;

    private static final TestKey KEY = TestKeys.curve25519();

    /** What the store was asked at RCPT. */
    final List<String> askedOfStore = new CopyOnWriteArrayList<>();

    /** What became of the recipients. */
    final List<RecipientOutcome> outcomes = new CopyOnWriteArrayList<>();

    final DeliveryLedger ledger = new DeliveryLedger();
    final InFlightBudget budget = new InFlightBudget(MAX_BYTES_IN_FLIGHT);
    final ScriptedProcessor processor = new ScriptedProcessor(ledger);

    /** Takes the program's own messages on the same way. */
    final OwnMail own;

    private final ProcessingRoom room;
    private final LmtpServer server;
    private volatile boolean stopped;

    /** How long a silent client may hold a message in a test that does not wait for it. */
    static final Duration DATA_IDLE = Duration.ofMinutes(10);

    static final int MAX_CONNECTIONS = 100;

    /** A server with steps that an operator has added. */
    LmtpFixture(ProtocolHandler... steps) {
        this(MAX_MESSAGES_IN_FLIGHT, steps);
    }

    LmtpFixture(int maxMessagesInFlight, ProtocolHandler... steps) {
        this(maxMessagesInFlight, Duration.ZERO, steps);
    }

    /** A server in which messages wait for room. */
    LmtpFixture(int maxMessagesInFlight, Duration patience, ProtocolHandler... steps) {
        this(maxMessagesInFlight, patience, DATA_IDLE, MAX_CONNECTIONS, steps);
    }

    /** A server that disconnects silent clients and takes that many connections. */
    LmtpFixture(Duration dataIdle, int maxConnections) {
        this(MAX_MESSAGES_IN_FLIGHT, Duration.ZERO, dataIdle, maxConnections);
    }

    private LmtpFixture(
            int maxMessagesInFlight,
            Duration patience,
            Duration dataIdle,
            int maxConnections,
            ProtocolHandler... steps) {
        room = new ProcessingRoom(maxMessagesInFlight, MAX_BYTES_IN_FLIGHT, patience);
        Injector parts = injector(configuration(maxMessagesInFlight));
        own = parts.getInstance(OwnMail.class);
        server = start(parts, dataIdle, maxConnections, steps);
    }

    /** A server with the parts from an injector. */
    static LmtpServer start(Injector parts, Duration dataIdle, int maxConnections, ProtocolHandler... steps) {
        LmtpServer server = new LmtpServer(dataIdle);
        server.setProtocolHandlerLoader(loader(parts, steps));
        try {
            HierarchicalConfiguration<ImmutableNode> settings = settings(maxConnections, steps);
            LmtpServer.prepare(settings);
            server.configure(settings);
            server.init();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
    }

    private static HierarchicalConfiguration<ImmutableNode> settings(int maxConnections, ProtocolHandler... steps) {
        BaseHierarchicalConfiguration settings = new BaseHierarchicalConfiguration();
        settings.addProperty("bind", "127.0.0.1:0");
        settings.addProperty("jmxName", "lmtp-" + UUID.randomUUID());
        settings.addProperty("connectionLimit", maxConnections);
        settings.addProperty("gracefulShutdown", false);
        settings.addProperty("maxmessagesize", MAX_MESSAGE_KIB);
        settings.addProperty("handlerchain[@enableJmx]", false);
        for (ProtocolHandler step : steps) {
            settings.addProperty(
                    "handlerchain.handler(-1)[@class]", step.getClass().getName());
        }
        return settings;
    }

    static SealMxConfiguration configuration(int maxMessagesInFlight) {
        return new SealMxConfiguration(
                LocalDomains.of(List.of("example.org", "another.example")),
                new DirectorySource.JsonFile("file://unused"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                ForwardConfiguration.OFF,
                SealMxConfiguration.Store.MAILBOX,
                ResolverSettings.defaults(),
                PolicySettings.defaults(),
                new Limits(
                        MAX_LINE, MAX_RECIPIENTS, maxMessagesInFlight, MAX_BYTES_IN_FLIGHT, DATA_IDLE, Duration.ZERO),
                Optional.empty(),
                new SealMxConfiguration.Journal.InFile("file://unused", 1_000, false),
                "file://unused",
                LookupConfiguration.OFF,
                false,
                new OutcomeLogSettings(OutcomeLogSettings.Format.TEXT, "file://unused"),
                "file://unused",
                NoticeConfiguration.DEFAULT,
                Set.of());
    }

    private static ScriptedDirectory directory() {
        ScriptedDirectory directory =
                new ScriptedDirectory().answer("disabled@example.org", new Resolution.Blocked(BlockReason.DISABLED));
        for (String name : List.of("alice", "bob", "carol", "j\u00f6rg", "postmaster", "a b", "a>b")) {
            String address = name.matches("\\w+|j.rg") ? name : '"' + name + '"';
            Route route = TestDeliveries.route(address + "@example.org", KEY::evaluate);
            directory.routes(address + "@example.org", route);
        }
        return directory;
    }

    private Optional<Objection> askStore(ReversePath sender, Route route, long size) {
        askedOfStore.add(route.mailbox() + " from " + sender + " of " + size);
        return Optional.empty();
    }

    private Injector injector(SealMxConfiguration configuration) {
        RecipientPolicy policy = TestPolicies.of(
                directory(),
                configuration.domains(),
                configuration.policy(),
                Clock.systemUTC(),
                new ChainLimits(TestPolicies.NO_LIMITS.names(), TestPolicies.NO_LIMITS.certificates(), this::askStore));
        return Guice.createInjector(new AbstractModule() {
            @Override
            protected void configure() {
                bind(SealMxConfiguration.class).toInstance(configuration);
                bind(Limits.class).toInstance(configuration.limits());
                bind(LocalDomains.class).toInstance(configuration.domains());
                bind(DeliveryLedger.class).toInstance(ledger);
                bind(RecipientPolicy.class).toInstance(policy);
                bind(Clock.class).toInstance(Clock.systemUTC());
                bind(InFlightBudget.class).toInstance(budget);
                bind(ProcessingRoom.class).toInstance(room);
                bind(Together.class).toInstance(new Together(room, THREADS));
                bind(MailProcessor.class).toInstance(processor);
                bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
                bind(OutcomeListener.class).toInstance(outcomes::add);
                bind(Measurements.class).toInstance(Measurements.none());
            }
        });
    }

    /** Loads classes as James does, except that steps are the given instances. */
    private static ProtocolHandlerLoader loader(Injector injector, ProtocolHandler... steps) {
        Map<String, ProtocolHandler> instances = List.of(steps).stream()
                .collect(Collectors.toMap(s -> s.getClass().getName(), Function.identity()));
        return (String name, Configuration config) -> {
            try {
                ProtocolHandler handler =
                        Optional.ofNullable(instances.get(name)).orElseGet(() -> instantiate(injector, name));
                handler.init(config);
                return handler;
            } catch (ConfigurationException e) {
                throw new ProtocolHandlerLoader.LoadingException(name, e);
            }
        };
    }

    private static ProtocolHandler instantiate(Injector injector, String name) {
        try {
            return (ProtocolHandler) injector.getInstance(Class.forName(name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** A connection whose greeting has not been read. */
    Dialogue connect() throws IOException {
        return new Dialogue(port());
    }

    int port() {
        return server.getPort();
    }

    /** A connection after LHLO. */
    Dialogue greeted() throws IOException {
        return connect().greeted();
    }

    /** Stops as James does; transactions in progress have that long. */
    void stop(Duration longest) {
        stopped = true;
        server.stop(longest);
    }

    @Override
    public void close() {
        if (!stopped) {
            server.destroy();
        }
    }
}
