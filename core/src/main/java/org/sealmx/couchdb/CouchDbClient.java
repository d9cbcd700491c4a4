package org.sealmx.couchdb;

import static org.sealmx.http.NodeRequest.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
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

/**
 * A client for the part of CouchDB's API that SealMX needs. Every method waits for its answer, for at most the
 * time-outs of the settings. Every failure is a {@link ServerException}; a failure never makes something look absent.
 */
@ThreadSafe
public final class CouchDbClient implements AutoCloseable {

    private final HttpNodes http;
    private final Membership membership;
    private final MultipartWrites multipart;

    private CouchDbClient(HttpNodes http, LongSupplier nanoTime) {
        this.http = http;
        this.membership = new Membership(http, nanoTime);
        this.multipart = new MultipartWrites(http, nanoTime);
    }

    /**
     * Opens a client, which connects when it is first used.
     *
     * @throws IOException when the credentials or the trust store cannot be read; the message repeats nothing of their
     *     content
     * @throws GeneralSecurityException when the file is not a valid trust store
     */
    public static CouchDbClient open(HttpSettings settings) throws IOException, GeneralSecurityException {
        return open(settings, System::nanoTime);
    }

    /** As {@link #open(HttpSettings)}, with another clock for the pause after refused credentials. */
    static CouchDbClient open(HttpSettings settings, LongSupplier nanoTime)
            throws IOException, GeneralSecurityException {
        return new CouchDbClient(HttpNodes.open(settings, new CouchDbDialect(), nanoTime), nanoTime);
    }

    /** Asks the server about itself: the cheapest request that only CouchDB answers. */
    public ServerInfo server() throws ServerException {
        return ServerInfo.of(http);
    }

    /**
     * Asks the server about a database.
     *
     * @throws ServerException NOT_FOUND when the database does not exist
     */
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
     * The number at the beginning of a sequence. The rest names the copies that answered, which may be others next
     * time.
     */
    private static String purges(String sequence) {
        return sequence.split("-", 2)[0];
    }

    /**
     * Creates a database.
     *
     * @return whether it was created; false when it already existed
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
     * Deletes a database.
     *
     * @return whether it was there
     */
    public boolean deleteDatabase(DatabaseName database) throws ServerException {
        NodeRequest request = NodeRequest.delete(encode(database.value()));
        try {
            return http.send(request, answer -> Answers.ok(answer, request));
        } catch (ServerException e) {
            if (!Answers.isMissingDatabase(e)) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Reads a document, with its conflicts; empty when CouchDB itself says that the database has no document with this
     * id.
     *
     * @throws ServerException NOT_FOUND when the database does not exist
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
     * Writes a document. When this returns, a quorum of copies has it. A request whose answer is lost is repeated, so
     * CONFLICT may also mean that this document itself was written.
     *
     * @param document the document, with {@code _id}, and with {@code _rev} when it replaces another
     * @return the new revision
     * @throws ServerException CONFLICT when {@code _rev} is not the current revision, or is missing although there is
     *     one; UNAVAILABLE when fewer copies have it, or that is not known
     */
    public String put(DatabaseName database, ObjectNode document) throws ServerException {
        NodeRequest request =
                NodeRequest.put(path(database, document.path("_id").textValue()), RequestBody.of(document));
        // A write that too few copies have is not repeated, since the next answer would be a conflict with itself.
        Optional<String> revision = http.send(request, answer -> {
            Answers.ok(answer, request);
            return Optional.of(Answers.text(Json.object(answer, request), "rev", request))
                    .filter(written -> Answers.isQuorum(answer));
        });
        return revision.orElseThrow(() -> Answers.tooFew(request));
    }

    /**
     * Writes a design document.
     *
     * @param name the name of the design document, without {@code _design/}
     * @param document the document, with {@code _rev} when it replaces another
     * @throws ServerException CONFLICT when {@code _rev} is not the current revision
     */
    public void putDesignDocument(DatabaseName database, String name, JsonNode document) throws ServerException {
        NodeRequest request =
                NodeRequest.put(encode(database.value()) + "/_design/" + encode(name), RequestBody.of(document));
        http.send(request, answer -> Answers.ok(answer, request));
    }

    /**
     * Reads the rows of a view for several keys.
     *
     * @param design the name of the design document, without {@code _design/}
     * @param view the name of the view, whose keys are strings
     * @param keys one or more
     * @param includeDocuments whether the rows have the documents, with the field {@code _conflicts} when there are any
     * @throws ServerException NOT_FOUND when the database, the design document or the view is missing
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

    /**
     * Reads documents by id, with their conflicts. Documents that do not exist, or were deleted, are missing from the
     * result.
     */
    public List<ViewRow> documents(DatabaseName database, Collection<String> ids) throws ServerException {
        NodeRequest request = NodeRequest.post(
                encode(database.value()) + "/_all_docs",
                "include_docs=true&conflicts=true",
                RequestBody.of(Answers.keys(ids)));
        return http.send(request, answer -> Answers.documentRows(answer, request, ids));
    }

    /**
     * Reads a page of all documents, design documents included, in the order of their ids.
     *
     * @param after the last id of the previous page; empty for the first page
     * @param limit the maximum number of rows; only the last page has fewer
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
     * Reads the changes after a sequence, only the latest of each document.
     *
     * @param since opaque, or {@code now}; REJECTED when the server does not know it
     * @param limit the maximum number of changes
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
     * Reads the changes after a sequence, and those to come, with their documents.
     *
     * @param since opaque; REJECTED when the server does not know it
     * @param heartbeat the interval at which the server sends a sign of life
     * @param silence the time without octets after which the server counts as gone; longer than the heartbeat
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
     * Stores a new document with an attachment. A document that is already there, or that was there and has been
     * deleted, stays as it is. When this returns, a quorum of copies has the document, or its owner has deleted it.
     *
     * <p>A single node gets one request, with the document's revision. A cluster, or a server that does not say which
     * it is (only administrators may ask), gets two, because a cluster would confirm that one request even if only one
     * copy was written. A large attachment is sent as it is if the single node takes that, otherwise in base64.
     *
     * @param document the document, with {@code _id} and the {@code _rev} that it gets on a single node
     * @throws ServerException UNAVAILABLE when fewer copies have the document, or that is not known
     */
    public void store(DatabaseName database, ObjectNode document, Attachment attachment) throws ServerException {
        String path = path(database, document.path("_id").textValue());
        if (!membership.isSingleNode()) {
            QuorumWrite write = new QuorumWrite(path, AttachmentBody.of(document, attachment));
            http.converse(write.request(), write);
        } else if (!multipart.store(path, document, attachment)) {
            NodeRequest request = NodeRequest.post(
                    encode(database.value()) + "/_bulk_docs", "", AttachmentBody.ofRevision(document, attachment));
            http.send(request, answer -> Answers.storedRevision(answer, request));
        }
    }

    /** The URL of a database on the first node, for messages; it has no credentials. */
    public String url(DatabaseName database) {
        String node = http.settings().nodes().get(0).toString();
        return node + (node.endsWith("/") ? "" : "/") + encode(database.value());
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

    /** Whether a request failed because CouchDB itself answered that the database does not exist. */
    public static boolean isMissingDatabase(ServerException e) {
        return Answers.isMissingDatabase(e);
    }
}
