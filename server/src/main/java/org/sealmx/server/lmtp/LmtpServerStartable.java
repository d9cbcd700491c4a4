package org.sealmx.server.lmtp;

import java.net.BindException;
import java.util.Optional;
import java.util.Set;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.utils.UserDefinedStartable;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.listen.BindProblem;
import org.sealmx.server.startup.AdditionalServer;
import org.sealmx.server.startup.LmtpElementCheck;
import org.sealmx.server.startup.StartUpCheck;

/**
 * Runs the checks of the start, then starts the additional servers and the LMTP server. James finds this class via
 * {@code guice.extension.startable} in {@code extensions.properties}.
 */
@Singleton
public final class LmtpServerStartable implements UserDefinedStartable {

    private static final BindProblem.Setting BIND = new BindProblem.Setting("<bind>", LmtpServer.DEFAULT_BIND);
    private static final BindProblem BIND_PROBLEM = new BindProblem("lmtpserver.xml", BIND, BIND);

    private final ConfigurationProvider configurations;
    private final ProtocolHandlerLoader handlers;
    private final FileSystem files;
    private final Limits limits;
    private final Set<StartUpCheck> checks;
    private final Set<AdditionalServer> others;
    private Optional<LmtpServer> server = Optional.empty();

    /**
     * Called by James' injector.
     *
     * @param checks in the order in which they run, which is that of their bindings
     * @param others run as long as the LMTP server
     */
    @Inject
    public LmtpServerStartable(
            ConfigurationProvider configurations,
            ProtocolHandlerLoader handlers,
            FileSystem files,
            Limits limits,
            Set<StartUpCheck> checks,
            Set<AdditionalServer> others) {
        this.configurations = configurations;
        this.handlers = handlers;
        this.files = files;
        this.limits = limits;
        this.checks = checks;
        this.others = others;
    }

    /**
     * Checks and starts.
     *
     * @throws StartUpException when a check fails or the server cannot start; the message is one line
     */
    @Override
    public void start() {
        try {
            for (StartUpCheck check : checks) {
                check.check();
            }
            others.forEach(AdditionalServer::start);
            start(LmtpElementCheck.elementOf(configurations));
        } catch (ConfigurationException e) {
            throw StartUpException.because(e);
        }
    }

    private void start(HierarchicalConfiguration<ImmutableNode> config) throws ConfigurationException {
        LmtpServer.prepare(config);
        LmtpServer starting = new LmtpServer(limits.dataIdle());
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

    private static String problem(Throwable e, String[] bind) {
        if (e instanceof BindException refused) {
            return BIND_PROBLEM.of(refused, bind);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "lmtpserver.xml: LMTP cannot start: " + root.getMessage();
    }

    /**
     * Lets no transaction begin any more, waits for those in progress as long as {@code stop-seconds} allows, and stops
     * listening. What has no reply then is sent again by the client. The additional servers are stopped last.
     */
    @PreDestroy
    public void stop() {
        server.ifPresent(running -> running.stop(limits.stop()));
        server = Optional.empty();
        others.forEach(AdditionalServer::stop);
    }
}
