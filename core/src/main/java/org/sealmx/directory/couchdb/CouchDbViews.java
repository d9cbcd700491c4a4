package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views through which the directory is read: those for recipients, or the one for client certificates. leap_web's
 * design document {@value #LEAP} is used if it has them, and is never changed. If it lacks them, SealMX uses a design
 * document of its own; if it does not exist, SealMX creates it with the views for recipients. A new view of a large
 * database answers only after CouchDB has built it.
 */
@ThreadSafe
public final class CouchDbViews {

    /** The design document that leap_web creates. */
    public static final String LEAP = "Identity";
    /** SealMX's own design document, beside leap_web's. */
    public static final String OURS = "SealMX";
    /** The database that leap_web uses. */
    public static final DatabaseName IDENTITIES = new DatabaseName("identities");

    static final String BY_ADDRESS = "by_address";
    static final String BY_USER_ID = "by_user_id";
    /** Its keys are fingerprints of client certificates. */
    static final String CERTIFICATES = "cert_expiry_by_fingerprint";

    /** Separate from {@link #OURS}, since CouchDB rebuilds all views of a design document when one is added. */
    private static final String OURS_FOR_CERTIFICATES = "SealMXCertificates";

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbViews.class);

    /** Emits every document that IdentityParser takes for an identity document; an address also in lower case. */
    private static final String MAP = """
            function (doc) {
              var identity = typeof doc.type !== 'string' || doc.type === 'Identity';
              if (identity && typeof doc.%1$s === 'string') {
                emit(doc.%1$s, 1);%2$s
              }
            }
            """;

    private static final String LOWER_CASE = """

                var lower = doc.%1$s.toLowerCase();
                if (lower !== doc.%1$s) {
                  emit(lower, 1);
                }""";

    /** Emits every fingerprint as written and in lower case. */
    private static final String CERTIFICATES_MAP = """
            function (doc) {
              var identity = typeof doc.type !== 'string' || doc.type === 'Identity';
              if (identity && doc.cert_fingerprints && typeof doc.cert_fingerprints === 'object') {
                Object.keys(doc.cert_fingerprints).forEach(function (name) {
                  emit(name, doc.cert_fingerprints[name]);
                  if (name.toLowerCase() !== name) {
                    emit(name.toLowerCase(), doc.cert_fingerprints[name]);
                  }
                });
              }
            }
            """;

    private final CouchDbClient client;
    private final DatabaseName database;
    private final String ours;

    @SuppressWarnings("ThreadSafe") // never changed
    private final ObjectNode definitions;

    private CouchDbViews(CouchDbClient client, DatabaseName database, String ours, ObjectNode definitions) {
        this.client = client;
        this.database = database;
        this.ours = ours;
        this.definitions = definitions;
    }

    /**
     * The views for recipients.
     *
     * @param client not closed with this
     * @param database with the identity documents
     */
    public CouchDbViews(CouchDbClient client, DatabaseName database) {
        this(client, database, OURS, forRecipients());
    }

    /**
     * The view for client certificates.
     *
     * @param client not closed with this
     * @param database with the identity documents
     */
    public static CouchDbViews ofClientCertificates(CouchDbClient client, DatabaseName database) {
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        definitions.putObject(CERTIFICATES).put("map", CERTIFICATES_MAP);
        return new CouchDbViews(client, database, OURS_FOR_CERTIFICATES, definitions);
    }

    /** The database with the identity documents. */
    public DatabaseName database() {
        return database;
    }

    /**
     * The name of the design document that has the views, without {@code _design/}; empty when there is none.
     *
     * @throws ServerException NOT_FOUND when the database does not exist
     */
    public Optional<String> find() throws ServerException {
        for (String name : new String[] {LEAP, ours}) {
            if (stored(name).filter(this::isComplete).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The name of the design document that has the views; throws NOT_FOUND when there is none. */
    String require() throws ServerException {
        Optional<String> found = find();
        if (found.isEmpty()) {
            throw ServerException.notFound("database " + database + " has no "
                    + (definitions.size() == 1 ? "view " : "views ") + String.join(" and ", names()) + "; " + remedy());
        }
        return found.get();
    }

    /** What makes the views when they are missing. */
    String remedy() {
        return "couchdb-create-views=true in sealmx.properties has SealMX create "
                + (ours.equals(OURS) ? "them, and so does check --create-views" : "it");
    }

    /**
     * Creates the views if they are missing.
     *
     * @return the name of the design document that has them, without {@code _design/}
     * @throws ServerException NOT_FOUND when the database does not exist; UNAUTHORISED when the user of the client may
     *     not write design documents, as only administrators may
     */
    public String createWhenMissing() throws ServerException {
        Optional<String> found = find();
        if (found.isPresent()) {
            return found.get();
        }
        String name = ours.equals(OURS) && stored(LEAP).isEmpty() ? LEAP : ours;
        Optional<String> revision = stored(name).map(older -> older.path("_rev").asText(""));
        try {
            client.putDesignDocument(database, name, designDocument(revision));
            LOGGER.info("Database {}: created the views in design document {}", database, name);
            return name;
        } catch (ServerException e) {
            if (e.kind() == Kind.UNAUTHORISED && !e.isAboutCredentials()) {
                throw ServerException.of(
                        Kind.UNAUTHORISED,
                        "the views of database " + database + " are missing, and only an administrator of CouchDB may"
                                + " create them: " + e.getMessage());
            }
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            // Another SealMX has created them meanwhile.
            return require();
        }
    }

    private Optional<JsonNode> stored(String name) throws ServerException {
        try {
            return client.document(database, "_design/" + name);
        } catch (ServerException e) {
            throw MissingDatabase.explained(e, client, database);
        }
    }

    private boolean isComplete(JsonNode design) {
        return names().stream()
                .allMatch(name -> design.path("views").path(name).path("map").isTextual());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        definitions.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private ObjectNode designDocument(Optional<String> revision) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        revision.ifPresent(rev -> document.put("_rev", rev));
        document.put("language", "javascript");
        document.set("views", definitions.deepCopy());
        return document;
    }

    private static ObjectNode forRecipients() {
        ObjectNode views = JsonNodeFactory.instance.objectNode();
        addView(views, BY_ADDRESS, "address", LOWER_CASE.formatted("address"));
        addView(views, BY_USER_ID, "user_id", "");
        return views;
    }

    private static void addView(ObjectNode views, String name, String field, String further) {
        views.putObject(name).put("map", MAP.formatted(field, further)).put("reduce", "_sum");
    }
}
