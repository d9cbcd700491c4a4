package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.name.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Singleton;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.core.MailAddress;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.mailetcontainer.api.MailetLoader;
import org.apache.james.mailetcontainer.api.MatcherLoader;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetContext;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.GenericMatcher;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ProcessingRoom;
import org.sealmx.delivery.Together;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StoreMailboxCheck;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.measure.Measurements;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.MailboxCheck;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.lmtp.session.InFlightBudget;

/**
 * The LMTP server with James' own processors, which run the shipped {@code mailetcontainer.xml} with all its matchers
 * and mailets, except that sealed messages go into a CouchDB, or to a next hop.
 */
final class ChainedServer implements AutoCloseable {

    private static final Path CHAIN = Path.of("..", "james-conf", "conf", "mailetcontainer.xml");

    static final int MAX_RECEIVED = 5;

    /** What became of the recipients. */
    final List<RecipientOutcome> outcomes = new CopyOnWriteArrayList<>();

    final FakeCouchDb couch = new FakeCouchDb();
    private final CouchDbClient client =
            TestClients.of(TestClients.LONG, couch.server().uri());
    private final LmtpServer server;

    /** A server with a directory, and with a clock by which certificates are judged. */
    ChainedServer(RecipientDirectory directory, Clock clock) throws Exception {
        this(directory, clock, new NoForwards());
    }

    /** The same, with what forwards mail. */
    ChainedServer(RecipientDirectory directory, Clock clock, SealedStore forwards) throws Exception {
        this(
                directory,
                clock,
                "DeliverToCouchDb",
                forwards instanceof NoForwards ? TestPolicies.NO_LIMITS : TestPolicies.FORWARDING,
                binder -> bindForwards(binder, forwards));
    }

    private static void bindForwards(Binder binder, SealedStore forwards) {
        binder.bind(SealedStore.class)
                .annotatedWith(Names.named(ForwardStore.NAME))
                .toInstance(forwards);
    }

    /** The same, except that sealed messages go to a next hop, which is asked at RCPT if that is wanted. */
    static ChainedServer byLmtp(RecipientDirectory directory, Clock clock, JournaledStore store, boolean askAtRcpt)
            throws Exception {
        return new ChainedServer(
                directory,
                clock,
                "DeliverByLmtp",
                new ChainLimits(
                        TestPolicies.NO_LIMITS.names(),
                        TestPolicies.NO_LIMITS.certificates(),
                        askAtRcpt ? new StoreMailboxCheck(store) : MailboxCheck.none()),
                binder -> {
                    bindForwards(binder, new NoForwards());
                    binder.bind(JournaledStore.class)
                            .annotatedWith(Names.named(LmtpStore.NAME))
                            .toInstance(store);
                });
    }

    private ChainedServer(
            RecipientDirectory directory, Clock clock, String mailet, ChainLimits limits, Module furtherParts)
            throws Exception {
        SealMxConfiguration configuration = LmtpFixture.configuration(LmtpFixture.MAX_MESSAGES_IN_FLIGHT);
        Injector injector = Guice.createInjector(
                new Parts(configuration, directory, clock, client, limits, outcomes), furtherParts);
        CompositeProcessorImpl processors = injector.getInstance(CompositeProcessorImpl.class);
        processors.configure(chain(mailet).configurationAt("processors"));
        processors.init();
        server = LmtpFixture.start(injector, LmtpFixture.DATA_IDLE, LmtpFixture.MAX_CONNECTIONS);
    }

    private static HierarchicalConfiguration<ImmutableNode> chain(String mailet) throws Exception {
        String xml = Files.readString(CHAIN).replace("DeliverToMailbox", mailet);
        return FileConfigurationProvider.getConfig(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    /** A connection after LHLO. */
    Dialogue greeted() throws IOException {
        return new Dialogue(server.getPort()).greeted();
    }

    @Override
    public void close() {
        server.destroy();
        client.close();
        couch.close();
    }

    /** The bindings of SealMX' and James' modules. */
    private static final class Parts extends AbstractModule {

        private final SealMxConfiguration configuration;
        private final RecipientDirectory directory;
        private final Clock clock;
        private final CouchDbClient client;
        private final ChainLimits limits;
        private final List<RecipientOutcome> outcomes;

        Parts(
                SealMxConfiguration configuration,
                RecipientDirectory directory,
                Clock clock,
                CouchDbClient client,
                ChainLimits limits,
                List<RecipientOutcome> outcomes) {
            this.outcomes = outcomes;
            this.configuration = configuration;
            this.directory = directory;
            this.clock = clock;
            this.client = client;
            this.limits = limits;
        }

        @Override
        protected void configure() {
            bind(SealMxConfiguration.class).toInstance(configuration);
            bind(SealMxConfiguration.Limits.class).toInstance(configuration.limits());
            bind(LocalDomains.class).toInstance(configuration.domains());
            bind(DeliveryLedger.class).toInstance(new DeliveryLedger());
            bind(Clock.class).toInstance(clock);
            bind(RecipientPolicy.class)
                    .toInstance(
                            TestPolicies.of(directory, configuration.domains(), configuration.policy(), clock, limits));
            bind(ForwardLoops.class).toInstance(new ForwardLoops(MAX_RECEIVED));
            bind(InFlightBudget.class).toInstance(new InFlightBudget(LmtpFixture.MAX_BYTES_IN_FLIGHT));
            ProcessingRoom room = new ProcessingRoom(
                    LmtpFixture.MAX_MESSAGES_IN_FLIGHT, LmtpFixture.MAX_BYTES_IN_FLIGHT, Duration.ZERO);
            bind(ProcessingRoom.class).toInstance(room);
            bind(Together.class).toInstance(new Together(room, LmtpFixture.THREADS));
            bind(MetricFactory.class).toInstance(new RecordingMetricFactory());
            bind(OutcomeListener.class).toInstance(outcomes::add);
            bind(Measurements.class).toInstance(Measurements.none());
            bind(MessageSealer.class).toInstance(new MessageSealer(new SecureRandom()));
            bind(DeliveryIdFactory.class)
                    .toInstance(new DeliveryIdFactory("0123456789abcdef0123456789abcdef".getBytes(US_ASCII)));
            bind(CouchDbIncomingStore.class).toInstance(new CouchDbIncomingStore(client, clock));
            bind(CompositeProcessorImpl.class).in(Singleton.class);
            bind(MailProcessor.class).to(CompositeProcessorImpl.class);
            bind(MailetContext.class).toInstance(nothing());
        }

        /** A mailet context that cannot be used; SealMX' mailets never call it. */
        private static MailetContext nothing() {
            return (MailetContext) Proxy.newProxyInstance(
                    MailetContext.class.getClassLoader(),
                    new Class<?>[] {MailetContext.class},
                    (proxy, method, args) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
        }

        @Provides
        MailetLoader mailets(Injector injector) {
            return config -> {
                String name = config.getMailetName();
                Mailet mailet = name.contains(".") ? (Mailet) instance(injector, name) : new Ignoring();
                mailet.init(config);
                return mailet;
            };
        }

        @Provides
        MatcherLoader matchers(Injector injector) {
            return config -> {
                String name = config.getMatcherName();
                Matcher matcher = name.contains(".") ? (Matcher) instance(injector, name) : new All();
                matcher.init(config);
                return matcher;
            };
        }

        private static Object instance(Injector injector, String name) {
            try {
                return injector.getInstance(Class.forName(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(name, e);
            }
        }
    }

    /** Replaces James' own mailets: the chain has them only in processors that no message reaches. */
    private static final class Ignoring extends GenericMailet {
        @Override
        public void service(Mail mail) {
            throw new AssertionError("a message is in processor " + mail.getState());
        }
    }

    /** The same as James' own matcher of that name. */
    private static final class All extends GenericMatcher {
        @Override
        public Collection<MailAddress> match(Mail mail) {
            return mail.getRecipients();
        }
    }
}
