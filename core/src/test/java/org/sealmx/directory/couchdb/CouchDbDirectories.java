package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/** The directory in CouchDB for the contracts: without a cache, with views that are created if they are missing. */
public final class CouchDbDirectories {

    private CouchDbDirectories() {}

    /** A directory in a database. Closing it closes the client. */
    public static RecipientDirectory of(CouchDbClient client, DatabaseName database, ResolverSettings settings) {
        CouchDbIdentityLookup lookup = new CouchDbIdentityLookup(
                client,
                new CouchDbViews(client, database),
                RecipientDirectoryContract.DOMAINS,
                new DocumentProblems(),
                true);
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

    /**
     * The documents of a JSON array, with a postmaster for each domain unless the documents are themselves about
     * postmasters.
     */
    public static List<JsonNode> withPostmasters(String jsonArray) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        new JsonMapper().readTree(jsonArray).forEach(documents::add);
        if (!jsonArray.contains("postmaster@")) {
            for (String domain : RecipientDirectoryContract.DOMAINS.names()) {
                documents.add(TestIdentities.alias("admin", "postmaster@" + domain, "admin@elsewhere.example")
                        .id("postmaster-" + domain)
                        .json());
            }
        }
        return documents;
    }
}
