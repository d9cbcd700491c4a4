package org.sealmx.tools.explain;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.StoreMailboxCheck;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.file.FileCheck;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.resolve.UncachedDirectory;
import org.sealmx.explain.Explainer;
import org.sealmx.explain.Explanation;
import org.sealmx.hop.NextHop;
import org.sealmx.mailets.JamesMailboxStore;
import org.sealmx.policy.MailboxCheck;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfigurationFile;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.CouchDbClientProvider;
import org.sealmx.server.guice.NextHops;
import org.sealmx.server.guice.Paths;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;
import org.sealmx.tools.policy.ConfiguredPolicy;

/**
 * Explains addresses beside any James, with the directory and the policy that its configuration names. It starts no
 * server and changes nothing. To be closed.
 */
final class OfflineExplainer implements AutoCloseable {

    private final SealMxConfiguration configuration;
    private final FileSystem files;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final Explainer explainer;

    private OfflineExplainer(SealMxConfiguration configuration, FileSystem files, JamesDirectoriesProvider folders) {
        this.configuration = configuration;
        this.files = files;
        List<String> notes = new ArrayList<>();
        UncachedDirectory directory = new UncachedDirectory(
                lookup(), configuration.domains(), configuration.resolver(), new AccountCertificateReader());
        RecipientPolicy policy =
                ConfiguredPolicy.of(configuration, directory, ConfiguredPolicy.chain(files, folders), mailboxes(notes));
        notes.add("this is what a server that starts now would do; GET /sealmx/recipients/{address} of webadmin tells"
                + " about a running one: what it has in memory, and when mail last waited or was stored");
        this.explainer = new Explainer(directory, policy, Optional.empty(), Clock.systemUTC(), notes);
    }

    /** @throws StartUpException when the configuration is not valid, or names a file that cannot be read */
    static OfflineExplainer of(JamesDirectoriesProvider folders) {
        FileSystem files = new FileSystemImpl(folders);
        PropertiesProvider properties =
                new PropertiesProvider(files, new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF));
        return new OfflineExplainer(SealMxConfigurationFile.read(properties, files), files, folders);
    }

    /** What becomes of mail for an address. */
    Explanation explain(EmailAddress address, ReversePath sender) {
        return explainer.explain(address, sender);
    }

    private IdentityLookup lookup() {
        LocalDomains domains = configuration.domains();
        if (configuration.directory() instanceof DirectorySource.JsonFile file) {
            try {
                return FileCheck.lookUp(Paths.of(files, file.url()));
            } catch (DirectoryConfigurationException e) {
                throw StartUpException.because(e);
            }
        }
        CouchDbConfiguration settings = configuration.couchDb().orElseThrow();
        CouchDbClient client = new CouchDbClientProvider(configuration, files).get();
        closing.push(client::close);
        CouchDbViews views = new CouchDbViews(client, new DatabaseName(settings.database()));
        return new CouchDbIdentityLookup(client, views, domains, new DocumentProblems(), false);
    }

    /** Asks a next hop as the server does; mailboxes are open in the server alone. */
    private MailboxCheck mailboxes(List<String> notes) {
        String store = configuration.store().word();
        if (store.equals(LmtpStore.NAME)) {
            NextHop hop = NextHops.open(configuration, files);
            closing.push(hop::close);
            return new StoreMailboxCheck(new LmtpStore(hop, configuration.checkNextHop()));
        }
        if (store.equals(JamesMailboxStore.NAME)) {
            notes.add("whether James' mailbox has room was not asked");
        }
        return MailboxCheck.none();
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
