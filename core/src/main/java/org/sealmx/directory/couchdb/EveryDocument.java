package org.sealmx.directory.couchdb;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.http.ServerException;

/** Reads all documents of a database, page by page. Used once, by one thread. */
final class EveryDocument {

    private final CouchDbClient client;
    private final DatabaseName database;
    private Optional<String> last = Optional.empty();

    EveryDocument(CouchDbClient client, DatabaseName database) {
        this.client = client;
        this.database = database;
    }

    /** Passes on each document; one that is too large to read is left out. */
    void read(int page, Consumer<StoredDocument> documents) throws ServerException {
        Pages.read(
                page,
                limit -> {
                    List<ViewRow> rows = client.allDocuments(database, last, limit, true);
                    for (ViewRow row : rows) {
                        row.document().map(StoredDocument::of).ifPresent(documents);
                        last = Optional.of(row.id());
                    }
                    return rows.size();
                },
                () -> {
                    for (ViewRow row : client.allDocuments(database, last, 1, false)) {
                        last = Optional.of(row.id());
                    }
                });
    }
}
