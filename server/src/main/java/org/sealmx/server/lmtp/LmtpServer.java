package org.sealmx.server.lmtp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.lmtpserver.jmx.JMXHandlersLoader;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.lib.netty.AbstractProtocolAsyncServer;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.sealmx.server.listen.ConnectionLimit;
import org.sealmx.server.lmtp.netty.ConnectionAcceptor;
import org.sealmx.server.lmtp.netty.ConnectionThreads;
import org.sealmx.server.lmtp.netty.LmtpChannelHandler;
import org.sealmx.server.lmtp.netty.LmtpChannelInitializer;
import org.sealmx.server.lmtp.netty.LmtpFramer;
import org.sealmx.server.lmtp.netty.OpenConnections;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LMTP server: James' server skeleton (addresses, TLS, limits, handler chain) with its own framing and thread
 * model. The element {@code <sealmx>} of {@code lmtpserver.xml} configures it; it listens on loopback unless configured
 * otherwise.
 */
@SuppressWarnings("unchecked") // James narrows a generic return type to a raw one
public final class LmtpServer extends AbstractProtocolAsyncServer implements LmtpServerMBean {

    /** Where it listens unless configured otherwise. */
    public static final String DEFAULT_BIND = "127.0.0.1:10024";

    static final int DEFAULT_CONNECTION_LIMIT = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(LmtpServer.class);

    private final Settings settings = new Settings();
    private final OpenConnections connections = new OpenConnections();
    private final ConnectionThreads threads = new ConnectionThreads();
    private final Duration dataIdle;
    private long maxMessageSize;

    /** @param dataIdle how long a message may be held without progress */
    LmtpServer(Duration dataIdle) {
        this.dataIdle = dataIdle;
    }

    /** Adds the defaults that differ from James', and refuses another handler chain. */
    static void prepare(HierarchicalConfiguration<ImmutableNode> config) throws ConfigurationException {
        String handlers = config.getString("handlerchain[@coreHandlersPackage]", SealMxHandlers.class.getName());
        if (!handlers.equals(SealMxHandlers.class.getName())) {
            throw new ConfigurationException("lmtpserver.xml: coreHandlersPackage of <sealmx> accepts "
                    + SealMxHandlers.class.getName() + ", not '" + handlers + "'");
        }
        if (config.getBoolean("useEpoll", false)) {
            throw new ConfigurationException("lmtpserver.xml: useEpoll of <sealmx> must be false or absent");
        }
        setDefault(config, "bind", DEFAULT_BIND);
        setDefault(config, "connectionLimit", DEFAULT_CONNECTION_LIMIT);
        setDefault(config, "jmxName", "sealmx-lmtp");
        setDefault(config, "handlerchain[@coreHandlersPackage]", SealMxHandlers.class.getName());
    }

    private static void setDefault(HierarchicalConfiguration<ImmutableNode> config, String name, Object value) {
        if (!config.containsKey(name)) {
            config.addProperty(name, value);
        }
    }

    /**
     * Stops: no transaction begins any more (421), and those in progress have some time left. Then it closes what is
     * still open: the mail of such a connection stays with the client, which gets no reply. A message that is being
     * stored at this moment has its reply, if it is stored before the process ends.
     *
     * @param longest how long to wait for transactions in progress
     */
    void stop(Duration longest) {
        LOGGER.info(
                "LMTP is being stopped: no new transactions; those in progress have up to {} s", longest.toSeconds());
        if (!connections.end(longest)) {
            LOGGER.warn(
                    "LMTP stops while {} connections have a transaction in progress; their clients get no reply and try again",
                    connections.count());
        }
        destroy();
    }

    @Override
    public int getDefaultPort() {
        return 10024;
    }

    @Override
    public String getServiceType() {
        return "SealMX LMTP";
    }

    @Override
    protected String getDefaultJMXName() {
        return "sealmx-lmtp";
    }

    @Override
    protected void doConfigure(HierarchicalConfiguration<ImmutableNode> config) throws ConfigurationException {
        super.doConfigure(config);
        maxMessageSize = config.getLong("maxmessagesize", 0) * 1024;
    }

    @Override
    protected Class<? extends HandlersPackage> getCoreHandlersPackage() {
        return SealMxHandlers.class;
    }

    @Override
    protected Class<? extends HandlersPackage> getJMXHandlersPackage() {
        return JMXHandlersLoader.class;
    }

    @Override
    protected ChannelHandlerFactory createFrameHandlerFactory() {
        return pipeline -> new LmtpFramer(dataIdle, connections);
    }

    @Override
    protected ChannelInboundHandlerAdapter createCoreHandler() {
        SMTPProtocol protocol = new SMTPProtocol(getProtocolHandlerChain(), settings) {
            @Override
            public ProtocolSession newSession(ProtocolTransport transport) {
                return new LmtpConnection(transport, settings);
            }

            @Override
            public String getName() {
                return "LMTP";
            }
        };
        return new LmtpChannelHandler(protocol, getEncryption(), proxyRequired);
    }

    @Override
    @SuppressWarnings("rawtypes") // as James declares it
    protected AbstractChannelPipelineFactory createPipelineFactory() {
        return new LmtpChannelInitializer(
                getTimeout(),
                connections,
                dataIdle,
                proxyRequired,
                this::getEncryption,
                getFrameHandlerFactory(),
                getExecutorGroup(),
                this::createCoreHandler);
    }

    @Override
    protected void configureBootstrap(ServerBootstrap bootstrap) {
        super.configureBootstrap(bootstrap);
        bootstrap.handler(new ConnectionAcceptor(
                bootstrap.config().childHandler(),
                new ConnectionLimit(connectionLimit, connPerIP),
                connections,
                threads));
    }

    @Override
    protected void postDestroy() {
        super.postDestroy();
        connections.close();
        threads.end();
    }

    /**
     * James' class for LMTP lacks, in 3.9, a method that the interface demands there; this one has what either release
     * demands.
     */
    private final class Settings extends SMTPConfigurationImpl {

        @Override
        public String getSoftwareName() {
            return "SealMX";
        }

        @Override
        public String getHelloName() {
            return LmtpServer.this.getHelloName();
        }

        @Override
        public long getMaxMessageSize() {
            return maxMessageSize;
        }

        @Override
        public boolean isPlainAuthEnabled() {
            return false;
        }

        @Override
        public boolean useHeloEhloEnforcement() {
            return false;
        }

        @Override
        public boolean useAddressBracketsEnforcement() {
            return false;
        }
    }
}
