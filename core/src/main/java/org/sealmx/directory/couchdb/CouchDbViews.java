package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.CouchDbException.Kind;
import org.sealmx.couchdb.DatabaseName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views that the directory is read by. leap_web's design document {@value #LEAP} is used when it has them and is never changed. When
 * it lacks them, ours stand in design document {@value #OURS}; when it does not exist, it is made with ours. A new view of a large
 * database answers only after CouchDB has built it.
 */
public final class CouchDbViews {

    /** The design document that leap_web makes. */
    public static final String LEAP = "Identity";
    /** Our own design document beside leap_web's. */
    public static final String OURS = "SealMX";
    /** The database that leap_web uses. */
    public static final DatabaseName IDENTITIES = new DatabaseName("identities");

    static final String BY_ADDRESS = "by_address";
    static final String BY_USER_ID = "by_user_id";

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbViews.class);

    /** Emits what IdentityParser takes for an identity document, and an address also in lower case. */
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

    private final CouchDbClient client;
    private final DatabaseName database;

    /**
     * @param client   is not closed with this
     * @param database with the identity documents
     */
    public CouchDbViews(CouchDbClient client, DatabaseName database) {
        this.client = client;
        this.database = database;
    }

    /** The database with the identity documents. */
    public DatabaseName database() {
        return database;
    }

    /** The design document that has the views, without {@code _design/}; empty when there is none. NOT_FOUND without a database. */
    public Optional<String> find() throws CouchDbException {
        for (String name : new String[] {LEAP, OURS}) {
            if (stored(name).filter(CouchDbViews::isComplete).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The design document that has the views; NOT_FOUND when there is none. */
    String require() throws CouchDbException {
        Optional<String> found = find();
        if (found.isEmpty()) {
            throw CouchDbException.notFound(
                    "database " + database + " has no views " + BY_ADDRESS + " and " + BY_USER_ID);
        }
        return found.get();
    }

    /**
     * Makes the views unless they are there.
     *
     * @return the design document that has them, without {@code _design/}
     */
    public String createWhenMissing() throws CouchDbException {
        Optional<String> found = find();
        if (found.isPresent()) {
            return found.get();
        }
        String name = stored(LEAP).isPresent() ? OURS : LEAP;
        Optional<String> revision = stored(name).map(older -> older.path("_rev").asText(""));
        try {
            client.putDesignDocument(database, name, designDocument(revision));
            LOGGER.info("Database {}: made the views in design document {}", database, name);
            return name;
        } catch (CouchDbException e) {
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            // Another node was first.
            return require();
        }
    }

    private Optional<JsonNode> stored(String name) throws CouchDbException {
        return client.document(database, "_design/" + name);
    }

    private static boolean isComplete(JsonNode design) {
        JsonNode views = design.path("views");
        return views.path(BY_ADDRESS).path("map").isTextual()
                && views.path(BY_USER_ID).path("map").isTextual();
    }

    private static ObjectNode designDocument(Optional<String> revision) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        revision.ifPresent(rev -> document.put("_rev", rev));
        document.put("language", "javascript");
        ObjectNode views = document.putObject("views");
        addView(views, BY_ADDRESS, "address", LOWER_CASE.formatted("address"));
        addView(views, BY_USER_ID, "user_id", "");
        return document;
    }

    private static void addView(ObjectNode views, String name, String field, String further) {
        views.putObject(name).put("map", MAP.formatted(field, further)).put("reduce", "_sum");
    }
}
