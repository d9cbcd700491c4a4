package org.sealmx.server.lmtp;

import java.net.BindException;
import java.util.List;
import java.util.Optional;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.UserDefinedStartable;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.startup.EntranceCheck;
import org.sealmx.server.startup.MailetChainCheck;
import org.sealmx.server.startup.StoreCheck;
import org.sealmx.server.startup.TemporaryFileCheck;
import org.sealmx.server.startup.TrustedMailetsCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the configuration as a whole and starts the LMTP server: {@code guice.extension.startable} of {@code extensions.properties}.
 */
@Singleton
public final class LmtpServerStartable implements UserDefinedStartable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LmtpServerStartable.class);

    private final ConfigurationProvider configurations;
    private final ProtocolHandlerLoader handlers;
    private final FileSystem files;
    private final DomainList domainList;
    private final SealMxConfiguration configuration;
    private final RecipientDirectory directory;
    private Optional<LmtpServer> server = Optional.empty();

    /** Called by James' injector. */
    @Inject
    public LmtpServerStartable(
            ConfigurationProvider configurations,
            ProtocolHandlerLoader handlers,
            FileSystem files,
            DomainList domainList,
            SealMxConfiguration configuration,
            RecipientDirectory directory) {
        this.configurations = configurations;
        this.handlers = handlers;
        this.files = files;
        this.domainList = domainList;
        this.configuration = configuration;
        this.directory = directory;
    }

    /**
     * Checks and starts.
     *
     * @throws StartUpException when something is not as it must be; the message is one line
     */
    @Override
    public void start() {
        try {
            new TrustedMailetsCheck(LmtpServerStartable.class.getClassLoader()).check(configuration.trustedMailets());
            new MailetChainCheck(configuration.trustedMailets())
                    .check(configurations.getConfiguration("mailetcontainer"));
            StoreCheck.check(configuration.store(), configurations.getConfiguration("mailetcontainer"));
            new EntranceCheck(configurations).check();
            checkDomains();
            checkPostmasters();
            start(configurations.getConfiguration("lmtpserver"));
        } catch (ConfigurationException e) {
            throw StartUpException.because(e);
        }
    }

    private void checkDomains() {
        try {
            for (String domain : configuration.domains().names()) {
                if (!domainList.containsDomain(Domain.of(domain))) {
                    throw new StartUpException(
                            "sealmx.properties: the domain " + domain
                                    + " is not in James' domain list; add <domainname>" + domain
                                    + "</domainname> to <domainnames> in domainlist.xml (webadmin is not there while James is down)");
                }
            }
        } catch (DomainListException e) {
            throw new StartUpException("James' domain list cannot be read: " + e.getMessage(), e);
        }
    }

    private void checkPostmasters() {
        try {
            PostmasterCheck.Result postmasters = PostmasterCheck.of(directory::resolve, configuration.domains());
            postmasters.requireAll("the directory");
            if (configuration.directory() instanceof DirectorySource.CouchDb) {
                // a file has said so itself, with the document that is to blame
                postmasters
                        .blocked()
                        .forEach((domain, reason) -> LOGGER.error(
                                "postmaster@ of {} cannot receive mail: {}. Fix its identity, or point postmaster@ elsewhere.",
                                domain,
                                reason.words()));
            }
        } catch (DirectoryConfigurationException e) {
            throw StartUpException.because(e);
        } catch (DirectoryUnavailableException e) {
            LOGGER.warn("Whether each domain has a postmaster is not known: {}", e.getMessage());
        }
    }

    private void start(HierarchicalConfiguration<ImmutableNode> lmtp) throws ConfigurationException {
        if (lmtp.configurationsAt("lmtpserver").stream().anyMatch(c -> c.getBoolean("[@enabled]", true))) {
            throw new StartUpException(
                    "lmtpserver.xml: James' own <lmtpserver> is enabled and would answer 250 for mail that"
                            + " nobody has stored; disable it with enabled=\"false\"");
        }
        List<HierarchicalConfiguration<ImmutableNode>> servers = lmtp.configurationsAt("sealmx");
        if (servers.size() != 1) {
            throw new StartUpException("lmtpserver.xml: the element <sealmx> must be there once; it is there "
                    + servers.size() + " times (<bind> accepts several addresses)");
        }
        HierarchicalConfiguration<ImmutableNode> config = servers.get(0);
        LmtpServer.prepare(config);
        checkMemory(1024 * config.getLong("maxmessagesize", 0));
        LmtpServer starting = new LmtpServer(configuration.limits().dataIdle());
        starting.setFileSystem(files);
        starting.setProtocolHandlerLoader(handlers);
        starting.configure(config);
        try {
            starting.init();
        } catch (StartUpException e) {
            throw e;
        } catch (Exception e) {
            throw new StartUpException(problem(e, config.getStringArray("bind")), e);
        }
        server = Optional.of(starting);
    }

    /** A message that is accepted must fit into what may be in flight, and James must not write it to a temporary file. */
    private void checkMemory(long maxMessageSize) {
        long inFlight = configuration.limits().maxBytesInFlight();
        if (maxMessageSize > inFlight) {
            throw new StartUpException("lmtpserver.xml: a message of maxmessagesize (" + maxMessageSize / 1024
                    + " KiB) does not fit into max-kib-in-flight (" + inFlight / 1024 + " KiB). Raise -Xmx to "
                    + Math.max(512, 8 * maxMessageSize / 1024 / 1024)
                    + "m or more, or lower maxmessagesize; max-kib-in-flight is an eighth of the heap unless"
                    + " sealmx.properties sets it");
        }
        new TemporaryFileCheck(System.getProperties()).check(maxMessageSize);
    }

    private static String problem(Throwable e, String[] bind) {
        if (e instanceof BindException refused) {
            return BindProblem.of(refused, bind);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "lmtpserver.xml: LMTP does not start: " + root.getMessage();
    }

    /** Stops listening; what is under way is answered or left to the sending side. */
    @PreDestroy
    public void stop() {
        server.ifPresent(LmtpServer::destroy);
        server = Optional.empty();
    }
}
