package org.sealmx.couchdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Gate;
import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * Refuses what CouchDB 3.5 refuses, in its words, as the front of a more tolerant server. {@link CouchDbRulesContract}
 * has a test for each rule; it passes with CouchDB as well. Thread-safe.
 */
public final class StrictFront implements Gate {

    private static final String REQUEST_SIZE = "chttpd/max_http_request_size";
    private static final String DOCUMENT_SIZE = "couchdb/max_document_size";
    private static final String CONFIGURATION = "/_node/_local/_config/";
    private static final String REVISION = "[1-9][0-9]*-[0-9a-zA-Z]+";

    private final Map<String, String> configuration =
            new ConcurrentHashMap<>(Map.of(REQUEST_SIZE, "4294967296", DOCUMENT_SIZE, "8000000"));
    private final LockOut lockOut = new LockOut();
    private final FakeCluster cluster = new FakeCluster();

    /** The nodes; initially a single one. */
    public FakeCluster cluster() {
        return cluster;
    }

    /** Refuses a body that is longer than allowed before it is read. */
    @Override
    public Optional<Refusal> look(Request head) {
        long length = Long.parseLong(head.headers().getOrDefault("content-length", "0"));
        return length > limit(REQUEST_SIZE)
                ? Optional.of(new Refusal(413, "too_large", "the request entity is too large"))
                : Optional.empty();
    }

    private long limit(String key) {
        return Long.parseLong(Objects.requireNonNull(configuration.get(key)));
    }

    /**
     * Answers a request if it can do so itself: with a refusal, or for an administrator's question about the whole
     * server.
     */
    public boolean answer(Request request, Exchange exchange) throws IOException {
        Optional<Refusal> refusal = refuse(request);
        if (refusal.isPresent()) {
            refusal.get().answer(exchange);
            return true;
        }
        if (request.path().startsWith(CONFIGURATION)) {
            configure(request, exchange);
            return true;
        }
        if (request.path().equals("/_membership")) {
            exchange.json(200, cluster.membership());
            return true;
        }
        if (request.method().equals("PUT") && lockOut.adds(request)) {
            exchange.json(201, "{\"ok\":true}");
            return true;
        }
        return false;
    }

    private void configure(Request request, Exchange exchange) throws IOException {
        String key = request.path().substring(CONFIGURATION.length());
        String before = Optional.ofNullable(configuration.get(key)).orElse("");
        if (request.method().equals("PUT")) {
            configuration.put(key, FakeCouchDb.MAPPER.readTree(request.body()).asText());
        }
        exchange.json(200, FakeCouchDb.MAPPER.writeValueAsString(before));
    }

    private Optional<Refusal> refuse(Request request) {
        return Stream.of(lockOut.refuse(request), refuseUser(request), refuseForm(request), refuseSize(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Refuses questions about the whole server to added users, because they are not administrators. */
    private Optional<Refusal> refuseUser(Request request) {
        boolean forAdministrators =
                request.path().equals("/_membership") || request.path().startsWith(CONFIGURATION);
        return forAdministrators && lockOut.knows(request)
                ? Optional.of(new Refusal(401, "unauthorized", "You are not a server admin."))
                : Optional.empty();
    }

    private static Optional<Refusal> refuseForm(Request request) {
        String type = request.headers()
                .getOrDefault("content-type", "")
                .split(";", 2)[0]
                .trim();
        if (request.method().equals("POST") && !type.equals("application/json")) {
            return Optional.of(Refusal.NOT_JSON);
        }
        String encoding = request.headers().getOrDefault("content-encoding", "identity");
        if (request.body().length > 0 && !List.of("identity", "gzip").contains(encoding)) {
            return Optional.of(
                    new Refusal(415, "bad_content_type", encoding + " is not a supported content encoding."));
        }
        if (request.body().length > 0
                && type.equals("application/json")
                && json(request).isEmpty()) {
            return Optional.of(new Refusal(400, "bad_request", "invalid UTF-8 JSON"));
        }
        return Optional.empty();
    }

    private Optional<Refusal> refuseSize(Request request) {
        long limit = limit(DOCUMENT_SIZE);
        if (request.body().length <= limit) {
            return Optional.empty();
        }
        JsonNode body = json(request).orElseThrow();
        List<JsonNode> documents = body.has("docs") ? List.copyOf(elements(body.get("docs"))) : List.of(body);
        return documents.stream()
                .filter(document -> sizeOf(document) > limit)
                .findFirst()
                .map(document -> new Refusal(
                        413, "document_too_large", document.path("_id").asText("")));
    }

    private static List<JsonNode> elements(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(array::get)
                .toList();
    }

    /** The size without attachments, which have their own limit. */
    private static long sizeOf(JsonNode document) {
        ObjectNode copy = ((ObjectNode) document).objectNode();
        copy.setAll((ObjectNode) document);
        copy.remove("_attachments");
        return copy.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Checks the revisions in a request to change a document with this current revision, which is empty if the document
     * does not exist.
     */
    public static Optional<Refusal> refuseRevision(Request request, Optional<String> current) {
        Optional<String> inBody =
                json(request).map(body -> body.path("_rev").asText("")).filter(rev -> !rev.isEmpty());
        Optional<String> inQuery = Optional.ofNullable(request.query().get("rev"));
        Optional<String> inHead =
                Optional.ofNullable(request.headers().get("if-match")).map(rev -> rev.replace("\"", ""));
        if (Stream.of(inBody, inQuery, inHead).flatMap(Optional::stream).anyMatch(rev -> !rev.matches(REVISION))) {
            return Optional.of(new Refusal(400, "bad_request", "Invalid rev format"));
        }
        if (differ(inBody, inQuery)) {
            String reason = "Document rev from request body and query string have different values";
            return Optional.of(new Refusal(400, "bad_request", reason));
        }
        if (differ(inBody, inHead)) {
            return Optional.of(new Refusal(400, "bad_request", "Document rev and etag have different values"));
        }
        if (request.method().equals("DELETE") && current.isEmpty()) {
            return Optional.of(new Refusal(404, "not_found", "missing"));
        }
        Optional<String> given = revision(request);
        return given.equals(current) ? Optional.empty() : Optional.of(Refusal.CONFLICT);
    }

    /** The revision in a request, wherever in the request it is. */
    public static Optional<String> revision(Request request) {
        return json(request)
                .map(body -> body.path("_rev").asText(""))
                .filter(rev -> !rev.isEmpty())
                .or(() -> Optional.ofNullable(request.query().get("rev")))
                .or(() -> Optional.ofNullable(request.headers().get("if-match")).map(rev -> rev.replace("\"", "")));
    }

    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private static Optional<JsonNode> json(Request request) {
        try {
            return request.body().length == 0
                    ? Optional.empty()
                    : Optional.of(FakeCouchDb.MAPPER.readTree(request.text()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
