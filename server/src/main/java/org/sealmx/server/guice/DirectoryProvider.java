package org.sealmx.server.guice;

import com.google.inject.Provider;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.cache.CachingRecipientDirectory;
import org.sealmx.directory.couchdb.CouchDbChanges;
import org.sealmx.directory.couchdb.CouchDbIdentityLookup;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.couchdb.Restoration;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.measure.Measurements;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;

/** Opens the directory that the configuration names. */
final class DirectoryProvider implements Provider<ExplainableDirectory> {

    private final SealMxConfiguration configuration;
    private final Provider<FileRecipientDirectory> file;
    private final Provider<CouchDbClient> couchDb;
    private final Clock clock;
    private final GaugeRegistry gauges;
    private final Measurements measurements;

    @Inject
    DirectoryProvider(
            SealMxConfiguration configuration,
            Provider<FileRecipientDirectory> file,
            Provider<CouchDbClient> couchDb,
            Clock clock,
            GaugeRegistry gauges,
            Measurements measurements) {
        this.measurements = measurements;
        this.configuration = configuration;
        this.file = file;
        this.couchDb = couchDb;
        this.clock = clock;
        this.gauges = gauges;
    }

    @Override
    public ExplainableDirectory get() {
        ExplainableDirectory directory = configuration.directory() instanceof DirectorySource.JsonFile
                ? file.get()
                : inCouchDb(configuration.couchDb().orElseThrow(), new AccountCertificateReader());
        DirectoryGauges.registerProblems(gauges, directory);
        DirectoryGauges.registerLag(gauges, directory);
        return directory;
    }

    private ExplainableDirectory inCouchDb(CouchDbConfiguration settings, MaterialReader certificates) {
        CouchDbClient client = couchDb.get();
        DocumentProblems problems = new DocumentProblems();
        DatabaseName database = new DatabaseName(settings.database());
        Restoration restoration = new Restoration(database);
        CachingRecipientDirectory directory = CachingRecipientDirectory.start(
                new TimedLookup(
                        new CouchDbIdentityLookup(
                                client,
                                new CouchDbViews(client, database),
                                configuration.domains(),
                                problems,
                                settings.createViews(),
                                restoration),
                        measurements),
                configuration.domains(),
                configuration.resolver(),
                certificates,
                new CouchDbChanges(client, database, problems, restoration),
                settings.cache(),
                clock);
        DirectoryGauges.registerMemory(gauges, directory::statistics);
        return directory;
    }
}
