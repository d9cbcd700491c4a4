package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.couchdb.ViewRow;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.http.ServerException;

/** All documents of a directory in CouchDB, read page by page in the order of their ids, one request at a time. */
@ThreadSafe
public final class CouchDbIdentityDocuments implements IdentityDocuments {

    private final CouchDbClient client;
    private final DatabaseName database;
    private final IdentityLookup lookup;
    private final MaterialReader certificates;

    /**
     * @param client not closed with this
     * @param database with the identity documents
     * @param lookup finds the documents of an account
     * @param certificates reads key material
     */
    public CouchDbIdentityDocuments(
            CouchDbClient client, DatabaseName database, IdentityLookup lookup, MaterialReader certificates) {
        this.client = client;
        this.database = database;
        this.lookup = lookup;
        this.certificates = certificates;
    }

    @Override
    public boolean visit(Visitor visitor) throws DirectoryUnavailableException {
        Visit visit = new Visit(visitor);
        try {
            Pages.read(PAGE, visit::page, visit::skip);
            return !visit.ended;
        } catch (ServerException e) {
            throw new DirectoryUnavailableException(
                    "database " + database + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    @Override
    public List<IdentityDocument> of(AccountId account) throws DirectoryUnavailableException {
        return lookup.byUserId(Set.of(account)).getOrDefault(account, List.of());
    }

    private final class Visit {

        private final Visitor visitor;
        private Optional<String> last = Optional.empty();
        private boolean ended;

        Visit(Visitor visitor) {
            this.visitor = visitor;
        }

        int page(int limit) throws ServerException {
            if (last.isPresent() && !visitor.goOn()) {
                ended = true;
                return 0;
            }
            List<ViewRow> rows = client.allDocuments(database, last, limit, true);
            for (ViewRow row : rows) {
                row.document()
                        .map(StoredDocument::of)
                        .flatMap(IdentityParser::parse)
                        .ifPresent(this::show);
                last = Optional.of(row.id());
            }
            return rows.size();
        }

        private void show(IdentityDocument document) {
            if (document instanceof Identity identity) {
                visitor.identity(identity, () -> certificates.read(identity.keyMaterial()));
            }
        }

        /** Skips a document that is too large to read, whose mail waits anyway. */
        void skip() throws ServerException {
            for (ViewRow row : client.allDocuments(database, last, 1, false)) {
                last = Optional.of(row.id());
            }
        }
    }
}
