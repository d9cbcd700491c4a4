package org.sealmx.tools.directory;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.cli.Console;
import org.sealmx.cli.JamesFolders;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.couchdb.CouchDbDirectoryEditor;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.edit.CertificateEdits;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.IdentityEdits;
import org.sealmx.directory.edit.TrialSeal;
import org.sealmx.directory.file.FileDirectoryEditor;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfigurationFile;
import org.sealmx.server.guice.CouchDbClientProvider;
import org.sealmx.server.guice.Paths;

/**
 * The directory that {@code sealmx.properties} names, to be changed.
 *
 * @param editor changes single documents
 * @param domains our domains
 * @param resolver how addresses are resolved
 * @param record of the changes
 * @param client to be closed at the end; empty for a file
 */
record OpenDirectory(
        DirectoryEditor editor,
        LocalDomains domains,
        ResolverSettings resolver,
        CommandRecord record,
        Optional<CouchDbClient> client)
        implements AutoCloseable {

    /**
     * Opens the directory.
     *
     * @param errors are told of changes that cannot be recorded
     * @throws org.sealmx.server.config.StartUpException when the configuration is not valid
     */
    static OpenDirectory of(JamesFolders folders, Console errors) {
        FileSystem files = new FileSystemImpl(folders);
        PropertiesProvider properties =
                new PropertiesProvider(files, new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF));
        SealMxConfiguration configuration = SealMxConfigurationFile.read(properties, files);
        CommandRecord record = CommandRecord.of(configuration, files, errors);
        if (configuration.directory() instanceof DirectorySource.JsonFile source) {
            Path file = Paths.of(files, source.url());
            return new OpenDirectory(
                    new FileDirectoryEditor(file),
                    configuration.domains(),
                    configuration.resolver(),
                    record,
                    Optional.empty());
        }
        CouchDbClient client = new CouchDbClientProvider(configuration, files).get();
        CouchDbConfiguration settings = configuration.couchDb().orElseThrow();
        CouchDbViews views = new CouchDbViews(client, new DatabaseName(settings.database()));
        return new OpenDirectory(
                new CouchDbDirectoryEditor(client, views, configuration.domains(), settings.createViews()),
                configuration.domains(),
                configuration.resolver(),
                record,
                Optional.of(client));
    }

    /** Changes certificates. */
    CertificateEdits certificates() {
        TrialSeal trial = new TrialSeal(new MessageSealer(new SecureRandom()), certificates -> Optional.empty());
        return new CertificateEdits(editor, trial, record.audit(), Clock.systemUTC());
    }

    /** Changes identities. */
    IdentityEdits identities() {
        return new IdentityEdits(editor, domains, resolver, record.audit());
    }

    @Override
    public void close() {
        client.ifPresent(CouchDbClient::close);
    }
}
