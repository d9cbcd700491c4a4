package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.Multibinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.policy.PolicySettings;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.ForwardConfiguration;
import org.sealmx.server.config.LookupConfiguration;
import org.sealmx.server.config.NoticeConfiguration;
import org.sealmx.server.config.OutcomeLogSettings;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.SealMxModule;
import org.sealmx.server.startup.AdditionalServer;
import org.sealmx.server.startup.ChainModule;
import org.sealmx.server.startup.TextConfigurations;

/** Everything that stops the start does so with one line for the operator. */
class LmtpServerStartableTest {

    private static final String CHAIN =
            "<mailetcontainer><spooler><threads>0</threads><errorRepository>memory://x/</errorRepository></spooler><processors><processor state='root'>"
                    + "<mailet match='All' class='org.sealmx.mailets.ResolveAliases'/></processor><processor state='recipient'>"
                    + "<mailet match='All' class='org.sealmx.mailets.EncryptForRecipient'/>"
                    + "<mailet match='All' class='org.sealmx.mailets.DeliverToMailbox'/></processor>"
                    + "<processor state='error'/></processors></mailetcontainer>";
    private static final String THRESHOLD = "james.message.memory.threshold";
    private static final String LEAKING_CHAIN = CHAIN.replace(
            "<processor state='error'/>",
            "<processor state='error'><mailet match='All' class='LogMessage'/></processor>");

    private TextConfigurations configurations = new TextConfigurations(Map.of());
    private String chain = CHAIN;
    private String lmtp = "<lmtpservers><lmtpserver enabled='false'/><sealmx><bind>127.0.0.1:0</bind>"
            + "<maxmessagesize>10</maxmessagesize></sealmx></lmtpservers>";
    private String smtp = "<smtpservers><smtpserver enabled='false'/></smtpservers>";
    private List<String> jamesDomains = List.of("example.org");
    private final ScriptedDirectory directory =
            new ScriptedDirectory().routes("postmaster@example.org", TestDeliveries.route("postmaster@example.org"));

    private final AdditionalServer additional = new AdditionalServer() {
        @Override
        public void start() {
            additionalStarts++;
        }

        @Override
        public void stop() {
            additionalStops++;
        }
    };
    private int additionalStarts;
    private int additionalStops;

    private void start() {
        startable().start();
    }

    private LmtpServerStartable startable() {
        configurations =
                new TextConfigurations(Map.of("mailetcontainer", chain, "lmtpserver", lmtp, "smtpserver", smtp));
        return Guice.createInjector(new AbstractModule() {
                    @Override
                    protected void configure() {
                        SealMxModule.bindStartUpChecks(binder());
                        Multibinder.newSetBinder(binder(), AdditionalServer.class)
                                .addBinding()
                                .toInstance(additional);
                        install(new ChainModule());
                        SealMxConfiguration configuration = configuration();
                        bind(ConfigurationProvider.class).toInstance(configurations);
                        bind(SealMxConfiguration.class).toInstance(configuration);
                        bind(SealMxConfiguration.Limits.class).toInstance(configuration.limits());
                        bind(LocalDomains.class).toInstance(configuration.domains());
                        bind(RecipientDirectory.class).toInstance(directory);
                        bind(DomainList.class).toInstance(new FixedDomains(jamesDomains));
                        bind(ProtocolHandlerLoader.class).toInstance((name, config) -> {
                            throw new ProtocolHandlerLoader.LoadingException("scripted: no " + name);
                        });
                    }
                })
                .getInstance(LmtpServerStartable.class);
    }

    private static SealMxConfiguration configuration() {
        return new SealMxConfiguration(
                LocalDomains.of(List.of("example.org")),
                new DirectorySource.JsonFile("file://unused"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                ForwardConfiguration.OFF,
                SealMxConfiguration.Store.MAILBOX,
                ResolverSettings.defaults(),
                PolicySettings.defaults(),
                new SealMxConfiguration.Limits(1_000, 1, 1, 20 * 1024, LmtpFixture.DATA_IDLE, Duration.ZERO),
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

    private void shouldNotStart(String because) {
        assertThatThrownBy(this::start)
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining(because)
                .hasMessageNotContaining("\n");
    }

    @BeforeEach
    void raiseTheThresholdOfTemporaryFiles() {
        System.setProperty(THRESHOLD, "20 KiB");
    }

    @AfterEach
    void forgetTheThreshold() {
        System.clearProperty(THRESHOLD);
    }

    @Test
    void startShouldFailWhenJamesAcceptsMailBySmtp() {
        smtp = "<smtpservers><smtpserver/></smtpservers>";
        shouldNotStart("smtpserver.xml: SMTP must be off");
    }

    /** The first check that fails comes after those of the chain. */
    @Test
    void startShouldReadTheProcessorsOnceForAllChecks() {
        smtp = "<smtpservers><smtpserver/></smtpservers>";
        shouldNotStart("SMTP must be off");

        assertThat(configurations.read()).containsOnlyOnce("mailetcontainer");
    }

    @Test
    void startShouldFailWhenTheChainDeliversToAnotherStore() {
        chain = CHAIN.replace("DeliverToMailbox", "DeliverToCouchDb");
        shouldNotStart("org.sealmx.mailets.DeliverToCouchDb delivers to store=couchdb, but sealmx.properties has"
                + " store=mailbox; change one of them");
    }

    @Test
    void startShouldFailWhenMailCouldBeQueued() {
        chain = CHAIN.replace("<threads>0</threads>", "<threads>1</threads>");
        shouldNotStart("<threads> of <spooler> must be 0");
    }

    @Test
    void startShouldFailWhenFailedMailCouldBeKeptOnDisk() {
        chain = CHAIN.replace("memory://", "file://");
        shouldNotStart("<errorRepository> of <spooler> must begin with memory:");
    }

    @Test
    void startShouldFailWhenJamesCouldWriteAMessageToATemporaryFile() {
        System.setProperty(THRESHOLD, "19 KiB");
        shouldNotStart("james.message.memory.threshold must be at least twice maxmessagesize");
    }

    @Test
    void startShouldFailWhenJamesCouldNotReadTheThresholdForTemporaryFiles() {
        for (String wrong : List.of("2 GiB", "3 GiB", "plenty")) {
            System.setProperty(THRESHOLD, wrong);
            shouldNotStart(
                    "jvm.properties: james.message.memory.threshold must be below 2 GiB, for example 512 MiB (found \""
                            + wrong + "\")");
        }
    }

    @Test
    void startShouldFailWhenNoMessageOfTheLargestSizeMayBeInFlight() {
        lmtp = lmtp.replace("<maxmessagesize>10<", "<maxmessagesize>21<");
        shouldNotStart("does not fit into max-kib-in-flight");
    }

    @Test
    void startShouldFailWhenTheChainCouldLeak() {
        chain = LEAKING_CHAIN;
        shouldNotStart("processor 'error': org.apache.james.transport.mailets.LogMessage might store or send");
    }

    @Test
    void startShouldFailWhenADomainIsNotInJamesList() {
        jamesDomains = List.of("example.net");
        shouldNotStart("the domain example.org is not in James' domain list");
    }

    @Test
    void startShouldFailWhenADomainHasNoPostmaster() {
        directory.answer("postmaster@example.org", new Resolution.Unknown());
        shouldNotStart("the directory has no identity for postmaster@ of example.org, which every domain must have");
    }

    @ParameterizedTest
    @CsvSource({
        "<lmtpserver/><sealmx/>, James' own <lmtpserver> is enabled",
        "<lmtpserver enabled='false'/>, the element <sealmx> must appear exactly once",
        "<sealmx><colour>red</colour></sealmx>, <colour>",
        "<sealmx><connectionLimit>0</connectionLimit></sealmx>, <connectionLimit>"
    })
    void startShouldFailWhenTheServerIsConfiguredWrongly(String elements, String because) {
        lmtp = "<lmtpservers>" + elements + "</lmtpservers>";
        shouldNotStart(because);
    }

    @Test
    void startShouldNameTheHandlerWhenItCannotBeLoaded() {
        lmtp = "<lmtpservers><sealmx><bind>127.0.0.1:0</bind><maxmessagesize>10</maxmessagesize>"
                + "<handlerchain><handler class='com.example.Step'/></handlerchain></sealmx></lmtpservers>";
        shouldNotStart("LMTP cannot start: scripted: no ");
    }

    @Test
    void startShouldNotNeedAHandlerChainWhenNoStepIsAdded() {
        shouldNotStart("LMTP cannot start: scripted: no ");
    }

    private static final class FixedDomains implements DomainList {

        private final List<String> names;

        FixedDomains(List<String> names) {
            this.names = names;
        }

        @Override
        public List<Domain> getDomains() {
            return names.stream().map(Domain::of).toList();
        }

        @Override
        public boolean containsDomain(Domain domain) {
            return getDomains().contains(domain);
        }

        @Override
        public void addDomain(Domain domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeDomain(Domain domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Domain getDefaultDomain() {
            return getDomains().get(0);
        }
    }

    @Test
    void additionalServersShouldRunBeforeAnyMailComesIn() {
        shouldNotStart("LMTP cannot start");
        assertThat(additionalStarts)
                .as("the LMTP server of this test starts no further")
                .isOne();
    }

    @Test
    void additionalServersShouldNotRunWhenACheckFails() {
        jamesDomains = List.of("another.example");

        shouldNotStart("example.org");
        assertThat(additionalStarts).isZero();
    }

    @Test
    void stopShouldStopAdditionalServers() {
        startable().stop();
        assertThat(additionalStops).isOne();
    }
}
