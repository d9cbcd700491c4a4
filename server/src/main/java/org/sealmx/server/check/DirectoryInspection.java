package org.sealmx.server.check;

import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Function;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.AccountCertificateReader;
import org.sealmx.directory.AliasResolver;
import org.sealmx.directory.CertificateMaterial;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.PostmasterCheck;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DirectoryCheck;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.file.FileCheck;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.openpgp.CertificateSource;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfigurationFile;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.CouchDbClientProvider;
import org.sealmx.server.guice.Paths;

/** Looks over the directory of a configuration: every document, the views, and what start-up asks of it. */
final class DirectoryInspection {

    private final SealMxConfiguration configuration;
    private final FileSystem files;
    private final Function<CertificateMaterial, CertificateSource> certificates = new AccountCertificateReader()::read;
    private final DocumentCheck documents;

    private DirectoryInspection(SealMxConfiguration configuration, FileSystem files) {
        this.configuration = configuration;
        this.files = files;
        this.documents = new DocumentCheck(configuration.domains(), certificates, Clock.systemUTC());
    }

    /** @throws StartUpException when {@code sealmx.properties} is not as it must be */
    static DirectoryInspection of(JamesDirectoriesProvider folders) {
        FileSystem files = new FileSystemImpl(folders);
        PropertiesProvider properties =
                new PropertiesProvider(files, new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF));
        return new DirectoryInspection(SealMxConfigurationFile.read(properties, files), files);
    }

    /**
     * Prints the report.
     *
     * @return whether all is well
     * @throws StartUpException when the directory cannot be looked at
     */
    boolean run(boolean createViews, PrintStream out) {
        DirectoryReport report;
        try {
            report = configuration.directory() instanceof DirectorySource.JsonFile file
                    ? inFile(file, createViews)
                    : inCouchDb(configuration.couchDb().orElseThrow(), createViews, out);
        } catch (DirectoryConfigurationException e) {
            throw StartUpException.because(e);
        } catch (DirectoryUnavailableException e) {
            throw new StartUpException("the directory cannot be checked: " + e.getMessage(), e);
        } catch (CouchDbException e) {
            throw CouchDbAdvice.about(e, configuration.couchDb().orElseThrow());
        }
        out.print(report.text());
        out.flush();
        return report.isClean();
    }

    private DirectoryReport inFile(DirectorySource.JsonFile source, boolean createViews)
            throws DirectoryConfigurationException, DirectoryUnavailableException {
        if (createViews) {
            throw new StartUpException("--create-views is for a directory in CouchDB; this one is a file");
        }
        var file = Paths.of(files, source.url());
        try (FileRecipientDirectory directory =
                FileRecipientDirectory.open(file, configuration.domains(), configuration.resolver(), certificates)) {
            checkPostmasters(directory::resolve);
        }
        return FileCheck.run(file, documents);
    }

    private DirectoryReport inCouchDb(CouchDbConfiguration settings, boolean createViews, PrintStream out)
            throws CouchDbException, DirectoryUnavailableException {
        try (CouchDbClient client = new CouchDbClientProvider(configuration, files).get()) {
            CouchDbViews views = new CouchDbViews(client, new DatabaseName(settings.database()));
            if (createViews && views.find().isEmpty()) {
                out.println("made the views in design document " + views.createWhenMissing());
            }
            if (views.find().isPresent()) {
                checkPostmasters(new AliasResolver(
                        new CouchDbIdentityLookup(
                                client, views, configuration.domains(), new DocumentProblems(), false),
                        configuration.domains(),
                        configuration.resolver(),
                        certificates)::resolve);
            }
            return new DirectoryCheck(client, views, documents).run();
        }
    }

    private void checkPostmasters(PostmasterCheck.Resolver directory) throws DirectoryUnavailableException {
        PostmasterCheck.domainsWithoutPostmaster(directory, configuration.domains())
                .forEach(
                        domain -> documents.find(
                                "domain " + domain,
                                "no postmaster@ (RFC 5321 section 4.5.1), or a view that does not find it; the server does not start"));
    }
}
