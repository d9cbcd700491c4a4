package org.sealmx.couchdb;

import static org.sealmx.http.NodeRequest.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.RequestBody;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * CouchDB, as far as it is needed here. Every method waits for its answer, at most for the time-outs of the settings;
 * every failure is a {@link ServerException}, and nothing is ever "not there" because of a failure. Safe for use by
 * several threads.
 */
public final class CouchDbClient implements AutoCloseable {

    private final HttpNodes http;
    private final Membership membership;

    private CouchDbClient(HttpNodes http, LongSupplier nanoTime) {
        this.http = http;
        this.membership = new Membership(http, nanoTime);
    }

    /**
     * A client; connects when it is first used.
     *
     * @throws IOException when the credentials or the trust store cannot be read; the message repeats nothing of them
     * @throws GeneralSecurityException when the trust store is none
     */
    public static CouchDbClient open(HttpSettings settings) throws IOException, GeneralSecurityException {
        return open(settings, System::nanoTime);
    }

    /** As {@link #open(HttpSettings)}, with a clock of one's own for how long refused credentials rest. */
    static CouchDbClient open(HttpSettings settings, LongSupplier nanoTime)
            throws IOException, GeneralSecurityException {
        return new CouchDbClient(HttpNodes.open(settings, new CouchDbDialect(), nanoTime), nanoTime);
    }

    /** What the server says about itself: the cheapest question that only CouchDB answers. */
    public ServerInfo server() throws ServerException {
        NodeRequest request = NodeRequest.get("", "");
        return http.send(request, answer -> {
            ObjectNode json = Json.object(answer, request);
            if (!json.path("version").isTextual()) {
                throw Answers.nonsense("no version in the answer to " + request);
            }
            return new ServerInfo(
                    json.path("version").textValue(), json.path("uuid").asText(""));
        });
    }

    /**
     * Whether the server says that it is ready to work.
     *
     * @return false when it is in maintenance; true when it is up, or does not know the question
     */
    public boolean isUp() throws ServerException {
        NodeRequest request = NodeRequest.get("_up", "");
        try {
            return http.send(request, answer -> Json.object(answer, request)
                    .path("status")
                    .asText("")
                    .equals("ok"));
        } catch (ServerException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return !e.word().equals("maintenance_mode") && !server().version().isEmpty();
        }
    }

    /** What the server says about a database. NOT_FOUND when there is none. */
    public DatabaseInfo database(DatabaseName database) throws ServerException {
        NodeRequest request = NodeRequest.get(encode(database.value()), "");
        return http.send(request, answer -> {
            ObjectNode json = Json.object(answer, request);
            if (!json.path("db_name").isTextual() || !json.path("doc_count").isIntegralNumber()) {
                throw Answers.nonsense("no database in the answer to " + request);
            }
            return new DatabaseInfo(
                    json.path("doc_count").longValue(),
                    json.path("instance_start_time").asText(""),
                    purges(json.path("purge_seq").asText("")));
        });
    }

    /**
     * The number that a sequence begins with: what follows names the copies that answered, which may be others the next
     * time.
     */
    private static String purges(String sequence) {
        return sequence.split("-", 2)[0];
    }

    /**
     * Makes a database.
     *
     * @return whether it was made; false when it was there already
     */
    public boolean createDatabase(DatabaseName database) throws ServerException {
        NodeRequest request = NodeRequest.put(encode(database.value()));
        try {
            return http.send(request, answer -> Answers.ok(answer, request));
        } catch (ServerException e) {
            if (e.status().orElse(0) != 412) {
                throw e;
            }
            return false;
        }
    }

    /**
     * A document; empty when the server says in its own words that the database has none of that id. NOT_FOUND without
     * a database.
     */
    public Optional<JsonNode> document(DatabaseName database, String id) throws ServerException {
        NodeRequest request = NodeRequest.get(path(database, id), "conflicts=true");
        try {
            return Optional.of(http.send(request, answer -> {
                ObjectNode document = Json.object(answer, request);
                if (!document.path("_id").asText("").equals(id)) {
                    throw Answers.nonsense("another document in the answer to " + request);
                }
                return document;
            }));
        } catch (ServerException e) {
            if (!Answers.isMissingDocument(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Writes a design document.
     *
     * @param name without {@code _design/}
     * @param document with {@code _rev} when it replaces another; CONFLICT when that is not the current one
     */
    public void putDesignDocument(DatabaseName database, String name, JsonNode document) throws ServerException {
        NodeRequest request =
                NodeRequest.put(encode(database.value()) + "/_design/" + encode(name), RequestBody.of(document));
        http.send(request, answer -> Answers.ok(answer, request));
    }

    /**
     * The rows of a view for several keys.
     *
     * @param design name of the design document, without {@code _design/}
     * @param view name of the view, whose keys are strings
     * @param keys one or more
     * @param includeDocuments whether the rows have the documents, with the field {@code _conflicts} when there are any
     * @return NOT_FOUND when the database, the design document or the view is missing
     */
    public List<ViewRow> view(
            DatabaseName database, String design, String view, Collection<String> keys, boolean includeDocuments)
            throws ServerException {
        String documents = includeDocuments ? "&include_docs=true&conflicts=true" : "";
        NodeRequest request = NodeRequest.post(
                encode(database.value()) + "/_design/" + encode(design) + "/_view/" + encode(view),
                "reduce=false" + documents,
                RequestBody.of(Answers.keys(keys)));
        return http.send(request, answer -> Answers.viewRows(answer, request, keys, includeDocuments));
    }

    /** Documents by id, with their conflicts. Those that were deleted meanwhile are missing from the result. */
    public List<ViewRow> documents(DatabaseName database, Collection<String> ids) throws ServerException {
        NodeRequest request = NodeRequest.post(
                encode(database.value()) + "/_all_docs",
                "include_docs=true&conflicts=true",
                RequestBody.of(Answers.keys(ids)));
        return http.send(request, answer -> Answers.documentRows(answer, request, ids));
    }

    /**
     * All documents in the order of their ids, design documents among them.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit how many at most; fewer come at the end only
     * @param includeDocuments whether the rows have the documents, with the field {@code _conflicts} when there are any
     */
    public List<ViewRow> allDocuments(
            DatabaseName database, Optional<String> after, int limit, boolean includeDocuments) throws ServerException {
        String start =
                after.map(id -> "&skip=1&startkey=" + encode(Json.text(id))).orElse("");
        String documents = includeDocuments ? "&include_docs=true&conflicts=true" : "";
        NodeRequest request =
                NodeRequest.get(encode(database.value()) + "/_all_docs", "limit=" + limit + start + documents);
        return http.send(request, answer -> Answers.pageRows(answer, request, includeDocuments));
    }

    /**
     * The changes after a sequence, the last one of each document.
     *
     * @param since opaque, or {@code now}; REJECTED when the server does not know it
     * @param limit how many at most
     * @param includeDocuments whether the changes have the documents, with the field {@code _conflicts} when there are
     *     any
     */
    public ChangesPage changes(DatabaseName database, String since, int limit, boolean includeDocuments)
            throws ServerException {
        String documents = includeDocuments ? "&include_docs=true&conflicts=true" : "";
        NodeRequest request = NodeRequest.get(
                encode(database.value()) + "/_changes",
                "feed=normal&since=" + encode(since) + "&limit=" + limit + documents);
        return http.send(request, answer -> ChangesReader.page(answer, request, includeDocuments));
    }

    /**
     * The changes after a sequence and those to come, with their documents.
     *
     * @param since opaque; REJECTED when the server does not know it
     * @param heartbeat how often the server is to show that it is there
     * @param silence after which it is taken for gone, longer than the heartbeat
     */
    public ChangesStream follow(DatabaseName database, String since, Duration heartbeat, Duration silence)
            throws ServerException {
        NodeRequest request = NodeRequest.get(
                encode(database.value()) + "/_changes",
                "feed=continuous&include_docs=true&conflicts=true&heartbeat=" + heartbeat.toMillis() + "&since="
                        + encode(since));
        return new ChangesStream(
                request, http.stream(request, silence), http.settings().maxResponseBytes());
    }

    /**
     * Stores a new document with an attachment. When it is there already, or was there once and has been deleted since,
     * that stays so. When this returns, a quorum of its copies has it, or its owner has deleted it.
     *
     * <p>A single node gets one request, with the document's revision. A cluster, and a server that does not say which
     * it is (only administrators may ask), gets two: it would confirm such a request although one copy only was
     * written.
     *
     * @param document with {@code _id} and the {@code _rev} that it has on a single node
     * @throws ServerException UNAVAILABLE when fewer copies have it, or nobody can say
     */
    public void store(DatabaseName database, ObjectNode document, Attachment attachment) throws ServerException {
        if (membership.isSingleNode()) {
            NodeRequest request = NodeRequest.post(
                    encode(database.value()) + "/_bulk_docs", "", AttachmentBody.ofRevision(document, attachment));
            http.send(request, answer -> Answers.storedRevision(answer, request));
        } else {
            QuorumWrite write = new QuorumWrite(
                    path(database, document.path("_id").textValue()), AttachmentBody.of(document, attachment));
            http.converse(write.request(), write);
        }
    }

    private static String path(DatabaseName database, String id) {
        String design = "_design/";
        String encoded = id.startsWith(design) ? design + encode(id.substring(design.length())) : encode(id);
        return encode(database.value()) + "/" + encoded;
    }

    @Override
    public void close() {
        http.close();
    }
}
