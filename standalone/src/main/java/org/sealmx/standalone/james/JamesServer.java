package org.sealmx.standalone.james;

import java.util.Optional;
import org.apache.james.ExtraProperties;
import org.apache.james.GuiceJamesServer;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.utils.DataProbeImpl;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.database.MailDatabase;
import org.sealmx.standalone.folder.WorkingDirectory;

/** James, running. */
public final class JamesServer implements AutoCloseable {

    private final GuiceJamesServer server;

    private JamesServer(GuiceJamesServer server) {
        this.server = server;
    }

    /**
     * Starts James. The settings have been applied before.
     *
     * @param database where mail is kept, closed after James; in memory if empty
     * @throws OperatorException when it does not start; the log says more
     */
    public static JamesServer start(
            WorkingDirectory directory, Settings settings, Logins logins, Optional<MailDatabase> database)
            throws OperatorException {
        ExtraProperties.initialize();
        Configuration configuration = new Configuration.Basic(
                new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF), directory.forJames(settings.conf()));
        GuiceJamesServer server = GuiceJamesServer.forConfiguration(configuration)
                .combineWith(JamesModules.all(database))
                .overrideWith(new LocalDomainsModule());
        try {
            server.start();
            logins.addTo(server.getProbe(DataProbeImpl.class), server.getProbe(UsersProbe.class));
        } catch (Exception | LinkageError e) {
            server.stop();
            throw new OperatorException(
                    StartFailure.describe(e, directory::mailetOrMatcher) + "; more in " + settings.log(), e);
        }
        return new JamesServer(server);
    }

    @Override
    public void close() {
        server.stop();
    }
}
