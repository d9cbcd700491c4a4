package org.sealmx.tools.check;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.filesystem.api.JamesDirectoriesProvider;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.cli.CheckOptions;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.check.MailRules;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DirectoryCheck;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.file.FileCheck;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.DeadEnds;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.http.ServerException;
import org.sealmx.mailets.Stores;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.server.config.SealMxConfigurationFile;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.CouchDbClientProvider;
import org.sealmx.server.guice.KnownStores;
import org.sealmx.server.guice.Paths;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.tools.policy.ConfiguredPolicy;

/** Checks the directory of a configuration: every document, the views, and the requirements of the start. */
final class DirectoryInspection {

    private final SealMxConfiguration configuration;
    private final FileSystem files;
    private final CheckOptions options;
    private final MaterialReader certificates = new AccountCertificateReader();
    private final DocumentCheck documents;

    private DirectoryInspection(
            SealMxConfiguration configuration,
            FileSystem files,
            JamesDirectoriesProvider folders,
            CheckOptions options) {
        this.configuration = configuration;
        this.files = files;
        this.options = options;
        this.documents = new DocumentCheck(
                configuration.domains(),
                certificates,
                Clock.systemUTC(),
                options.expiresWithin(),
                Stores.accountsOf(configuration.store().word()),
                new MailRules(
                        configuration.resolver(),
                        ConfiguredPolicy.withoutDirectory(configuration, ConfiguredPolicy.chain(files, folders))));
    }

    /** @throws StartUpException when {@code sealmx.properties} is not valid */
    static DirectoryInspection of(JamesDirectoriesProvider folders, CheckOptions options) {
        FileSystem files = new FileSystemImpl(folders);
        PropertiesProvider properties =
                new PropertiesProvider(files, new ConfigurationPath(FileSystem.FILE_PROTOCOL_AND_CONF));
        SealMxConfiguration configuration = SealMxConfigurationFile.read(properties, files);
        requireKnownStore(configuration.store(), properties, files);
        return new DirectoryInspection(configuration, files, folders, options);
    }

    /** Loads the modules of extensions only when the store can be none of SealMX' own. */
    private static void requireKnownStore(Store store, PropertiesProvider properties, FileSystem files) {
        if (!KnownStores.boundBy(List.of()).contains(store.word())) {
            KnownStores.require(store, KnownStores.boundBy(ExtensionModules.read(properties, files)));
        }
    }

    /**
     * Makes the report.
     *
     * @param notes gets a line about each change
     * @throws StartUpException when the directory cannot be checked
     */
    DirectoryReport run(PrintStream notes) {
        ForwardHopCheck forwards = ForwardHopCheck.run(configuration, files, documents::find);
        HopCheck.problem(options.nextHop(), configuration, files).ifPresent(documents::find);
        if (!options.postfix()) {
            return forwards.describedIn(inDirectory(notes));
        }
        PostfixCheck.Result postfix = PostfixCheck.of(new InstalledPostfix(), configuration, LmtpEntrance.read(files));
        postfix.problems().forEach(documents::find);
        return forwards.describedIn(inDirectory(notes)).withAbout(postfix.lookedAt());
    }

    private DirectoryReport inDirectory(PrintStream notes) {
        try {
            return configuration.directory() instanceof DirectorySource.JsonFile file
                    ? inFile(file)
                    : inCouchDb(configuration.couchDb().orElseThrow(), notes);
        } catch (DirectoryConfigurationException e) {
            throw StartUpException.because(e);
        } catch (DirectoryUnavailableException e) {
            throw new StartUpException("the directory cannot be checked: " + e.getMessage(), e);
        } catch (ServerException e) {
            throw CouchDbAdvice.about(e, configuration.couchDb().orElseThrow());
        }
    }

    private DirectoryReport inFile(DirectorySource.JsonFile source)
            throws DirectoryConfigurationException, DirectoryUnavailableException {
        if (options.createViews()) {
            throw new StartUpException("--create-views is only for a directory in CouchDB; this one is a file");
        }
        Path file = Paths.of(files, source.url());
        checkPostmasters(FileCheck.read(file, documents));
        return documents.report(FileCheck.about(file), true);
    }

    private DirectoryReport inCouchDb(CouchDbConfiguration settings, PrintStream notes)
            throws ServerException, DirectoryUnavailableException {
        try (CouchDbClient client = new CouchDbClientProvider(configuration, files).get()) {
            CouchDbViews views = new CouchDbViews(client, new DatabaseName(settings.database()));
            if (options.createViews() && views.find().isEmpty()) {
                notes.println("created the views in design document " + views.createWhenMissing());
            }
            if (views.find().isPresent()) {
                checkPostmasters(new CouchDbIdentityLookup(
                        client, views, configuration.domains(), new DocumentProblems(), false));
            }
            return new DirectoryCheck(client, views, documents).run();
        }
    }

    /** Another reason why a postmaster is not found: a view whose map function fails returns no rows. */
    private String otherwise() {
        return configuration.directory() instanceof DirectorySource.CouchDb
                ? ", or the view by_address does not find it"
                : "";
    }

    private void checkPostmasters(IdentityLookup lookup) throws DirectoryUnavailableException {
        LocalDomains domains = configuration.domains();
        PostmasterCheck.Result postmasters =
                PostmasterCheck.of(new AliasResolver(lookup, domains, configuration.resolver(), certificates), domains);
        for (String domain : postmasters.missing()) {
            documents.find("domain " + domain + ": no postmaster@" + domain + " (RFC 5321 section 4.5.1)" + otherwise()
                    + "; the server will not start");
        }
        DeadEnds deadEnds = new DeadEnds(lookup, domains, configuration.resolver());
        for (String domain : postmasters.blocked().keySet()) {
            EmailAddress postmaster = PostmasterCheck.postmasterOf(domain);
            documents.findAbout(
                    postmaster,
                    deadEnds.from(postmaster)
                            .map(end -> end.sentence(postmaster))
                            .orElse(postmaster + " cannot receive mail (its aliases lead back to one another)"));
        }
    }
}
