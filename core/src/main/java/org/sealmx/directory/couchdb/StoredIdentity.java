package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;

/** Reads identity documents as CouchDB returns them. */
final class StoredIdentity {

    /** Stands for an id that is not shown because it looks like an address. */
    static final String UNNAMED = "(whose id looks like an address)";

    private StoredIdentity() {}

    /** Reads a document and reports what is wrong with it; empty when it is no identity document. */
    static Optional<IdentityDocument> read(JsonNode document, DocumentProblems problems) {
        Optional<IdentityDocument> identity = IdentityParser.parse(document, UNNAMED);
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

    /** The account of a document; empty when it has none that can be read. */
    static Optional<AccountId> userId(JsonNode document) {
        return IdentityParser.parse(document, UNNAMED).flatMap(IdentityDocument::userId);
    }

    /** Stands for a document that was not read. */
    static BrokenIdentity unread(
            String documentId, Optional<AddressKey> key, Optional<AccountId> user, String problem) {
        JsonNode idOnly = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("_id", documentId);
        String name =
                IdentityParser.parse(idOnly, UNNAMED).map(IdentityDocument::id).orElse(UNNAMED);
        return new BrokenIdentity(name, key, user, BrokenIdentity.WHOLE, problem);
    }

    /** Reports when several documents claim to be the main identity of one address. */
    static void reportSeveralMains(List<IdentityDocument> documents, DocumentProblems problems) {
        List<String> mains = documents.stream()
                .filter(document -> document instanceof Identity identity && identity.isMain())
                .map(IdentityDocument::id)
                .toList();
        if (mains.size() > 1) {
            problems.report("identity documents " + String.join(", ", mains)
                    + ": each is the main identity of the same address");
        }
    }
}
