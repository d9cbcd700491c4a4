package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;

/** Reads identity documents as CouchDB returns them. */
final class StoredIdentity {

    private StoredIdentity() {}

    /** Reads a document and reports what is wrong with it; empty when it is not an identity document. */
    static Optional<IdentityDocument> read(JsonNode document, DocumentProblems problems) {
        Optional<IdentityDocument> identity = IdentityParser.parse(StoredDocument.of(document));
        identity.ifPresent(read -> {
            if (read instanceof BrokenIdentity broken) {
                problems.report(broken.describe());
            }
            if (document.path("_conflicts").size() > 0) {
                problems.report(
                        "identity document " + read.id() + ": it is in conflict, and CouchDB chose one revision");
            }
        });
        return identity;
    }

    /** The account of a document; empty when the document has none or it cannot be read. */
    static Optional<AccountId> userId(JsonNode document) {
        return IdentityParser.parse(StoredDocument.of(document)).flatMap(IdentityDocument::userId);
    }

    /** A value in place of a document that was not read. */
    static BrokenIdentity unread(
            String documentId, Optional<AddressKey> key, Optional<AccountId> user, String problem) {
        return new BrokenIdentity(DocumentId.of(documentId), key, user, BrokenIdentity.WHOLE, problem);
    }

    /** Reports when several documents claim to be the main identity of one address. */
    static void reportSeveralMains(List<IdentityDocument> documents, DocumentProblems problems) {
        List<String> mains = Identity.severalMains(documents);
        if (!mains.isEmpty()) {
            problems.report("identity documents " + String.join(", ", mains)
                    + ": each is the main identity of the same address");
        }
    }
}
