package org.sealmx.directory.couchdb;

import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.http.ServerException;

/** Says what to do when CouchDB has no database for the directory, which SealMX never makes itself. */
final class MissingDatabase {

    private MissingDatabase() {}

    /** The failure with what to do when the database does not exist, or else as it is. */
    static ServerException explained(ServerException failure, CouchDbClient client, DatabaseName database) {
        if (!CouchDbClient.isMissingDatabase(failure)) {
            return failure;
        }
        return ServerException.notFound("database " + database
                + " does not exist (404); an administrator of CouchDB makes it: curl -X PUT --user ADMIN "
                + client.url(database));
    }
}
