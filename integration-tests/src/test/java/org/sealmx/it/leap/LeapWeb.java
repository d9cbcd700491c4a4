package org.sealmx.it.leap;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDirectory;

/** A database of identities as leap_web leaves it: its documents, and its own design document. */
final class LeapWeb {

    /** An address that nobody may have again. */
    static final String RESERVED = "reserved@example.org";
    /** A client certificate of {@link Accounts#ALICE}. */
    static final String FINGERPRINT = "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d";

    static final String LAST_DAY = "2999-12-31";

    private static final JsonMapper JSON = new JsonMapper();

    private LeapWeb() {}

    /** Writes everything, and creates the databases of the accounts. There is no postmaster, as in leap_web. */
    static void writeTo(CouchDirectory couch) throws IOException {
        couch.documents()
                .account(Accounts.ALICE, Accounts.shared().alice().certificate())
                .account(Accounts.BOB, Accounts.shared().bob().certificate())
                .alias(Accounts.TEAM, Accounts.ALICE, Accounts.BOB)
                .clientCertificate(Accounts.ALICE, FINGERPRINT, LAST_DAY)
                .document(JSON.createObjectNode().put("type", "Identity").put("address", RESERVED));
        couch.publishAll();
        couch.server().admin().put(couch.database(), design());
        couch.createMailDatabase(Accounts.ALICE);
        couch.createMailDatabase(Accounts.BOB);
    }

    private static ObjectNode design() {
        ObjectNode document =
                JSON.createObjectNode().put("_id", "_design/Identity").put("language", "javascript");
        ObjectNode views = document.putObject("views");
        for (String field : new String[] {"address", "user_id"}) {
            views.putObject("by_" + field)
                    .put(
                            "map",
                            "function(doc) { if ((doc['type'] == 'Identity') && (doc['%1$s'] != null)) { emit(doc['%1$s'], 1); } }"
                                    .formatted(field))
                    .put("reduce", "_sum");
        }
        views.putObject("cert_expiry_by_fingerprint")
                .put(
                        "map",
                        "function(doc) { if (doc.type != 'Identity') { return; } for (var fp in doc.cert_fingerprints)"
                                + " { emit(fp, doc.cert_fingerprints[fp]); } }");
        views.putObject("disabled")
                .put(
                        "map",
                        "function(doc) { if (doc.type == 'Identity' && typeof doc.user_id === 'undefined')"
                                + " { emit(doc._id, 1); } }");
        return document;
    }
}
