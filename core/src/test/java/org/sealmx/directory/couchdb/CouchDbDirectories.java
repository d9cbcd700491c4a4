package org.sealmx.directory.couchdb;

import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.AliasResolver;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** The directory in CouchDB for the contracts: without a cache, its views made when they are missing. */
public final class CouchDbDirectories {

    private CouchDbDirectories() {}

    /** A directory in a database. Closing it closes the client. */
    public static RecipientDirectory of(CouchDbClient client, DatabaseName database, ResolverSettings settings) {
        CouchDbIdentityLookup lookup =
                new CouchDbIdentityLookup(client, new CouchDbViews(client, database), new DocumentProblems(), true);
        AliasResolver resolver = new AliasResolver(
                lookup, RecipientDirectoryContract.DOMAINS, settings, RecipientDirectoryContract.CERTIFICATES);
        return new RecipientDirectory() {
            @Override
            public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
                return resolver.resolve(recipient);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
