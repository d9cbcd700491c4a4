package org.sealmx.server.guice;

import com.google.inject.Provider;
import javax.inject.Inject;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.couchdb.CouchDbClientCertificates;
import org.sealmx.directory.couchdb.CouchDbViews;
import org.sealmx.directory.couchdb.DocumentProblems;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;

/** The client certificates in the directory that the configuration names. */
final class ClientCertificatesProvider implements Provider<ClientCertificates> {

    private final SealMxConfiguration configuration;
    private final Provider<FileRecipientDirectory> file;
    private final Provider<CouchDbClient> couchDb;

    @Inject
    ClientCertificatesProvider(
            SealMxConfiguration configuration,
            Provider<FileRecipientDirectory> file,
            Provider<CouchDbClient> couchDb) {
        this.configuration = configuration;
        this.file = file;
        this.couchDb = couchDb;
    }

    @Override
    public ClientCertificates get() {
        return configuration.directory() instanceof DirectorySource.JsonFile ? file.get() : inCouchDb();
    }

    private ClientCertificates inCouchDb() {
        CouchDbConfiguration settings = configuration.couchDb().orElseThrow();
        CouchDbClient client = couchDb.get();
        return new CouchDbClientCertificates(
                client,
                CouchDbViews.ofClientCertificates(client, new DatabaseName(settings.database())),
                new DocumentProblems(),
                settings.createViews());
    }
}
