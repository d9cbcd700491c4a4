package org.sealmx.server.page;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.sealmx.server.config.PageConfiguration;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.listen.BindProblem;
import org.sealmx.server.page.http.PageHttpServer;
import org.sealmx.server.page.http.PageLimits;
import org.sealmx.server.startup.AdditionalServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the page, if {@code page-port} is set. */
@Singleton
public final class PageServer implements AdditionalServer {

    private static final Logger LOGGER = LoggerFactory.getLogger(PageServer.class);

    private static final BindProblem BIND_PROBLEM = new BindProblem(
            "sealmx.properties",
            new BindProblem.Setting("page-address", "127.0.0.1"),
            new BindProblem.Setting("page-port", "10081"));

    private final Optional<PageConfiguration> configuration;
    private final Provider<PageSite> site;
    private Optional<PageHttpServer> server = Optional.empty();

    /**
     * Called by James' injector.
     *
     * @param site made only when the page is on
     */
    @Inject
    public PageServer(SealMxConfiguration configuration, Provider<PageSite> site) {
        this.configuration = configuration.page();
        this.site = site;
    }

    @Override
    public void start() {
        configuration.ifPresent(this::start);
    }

    private void start(PageConfiguration page) {
        InetSocketAddress address = new InetSocketAddress(page.address(), page.port());
        try {
            server = Optional.of(PageHttpServer.start(address, PageLimits.DEFAULTS, site.get()));
            LOGGER.info("The page listens on {}:{}, for {}", page.address(), page.port(), page.origins());
        } catch (IOException e) {
            String where = page.address() + ":" + page.port();
            throw new StartUpException(
                    e.getCause() instanceof BindException refused
                            ? BIND_PROBLEM.of(refused, where)
                            : "sealmx.properties: 'page-port': the page cannot listen on " + where + ": "
                                    + e.getMessage(),
                    e);
        }
    }

    /** Stops listening. Sessions end. */
    @Override
    public void stop() {
        server.ifPresent(PageHttpServer::close);
        server = Optional.empty();
    }
}
