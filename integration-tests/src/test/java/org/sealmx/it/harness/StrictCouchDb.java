package org.sealmx.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sealmx.couchdb.FakeCluster;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.StrictFront;

/**
 * The front of the stand-in, which makes it answer as CouchDB does where it would be more tolerant by itself: it
 * refuses what CouchDB refuses, sequences are strings, errors are JSON in CouchDB's words, and it lists the nodes of a
 * cluster.
 */
final class StrictCouchDb implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "-opaque";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI target;
    private final StrictFront front = new StrictFront();
    private ScriptedServer server;

    /** @param target the stand-in */
    StrictCouchDb(URI target) {
        this.target = target;
        this.server = ScriptedServer.start(0, front, this::handle).withoutRecord();
    }

    URI url() {
        return server.uri();
    }

    /** The nodes that it says it has. */
    FakeCluster cluster() {
        return front.cluster();
    }

    /** Drops all connections and refuses new ones. */
    void interrupt() {
        server.close();
    }

    /** Listens again on the same port. */
    void resume() {
        server = ScriptedServer.start(server.port(), front, this::handle).withoutRecord();
    }

    private void handle(Request request, Exchange exchange) throws IOException {
        if (front.answer(request, exchange)) {
            return;
        }
        String[] path = request.path().substring(1).split("/", -1);
        if (request.path().equals("/_up")) {
            exchange.json(200, "{\"status\":\"ok\",\"seeds\":{}}");
        } else if (path.length == 2 && path[1].equals("_changes")) {
            changes(request, exchange);
        } else if (changesDocument(request, path)) {
            var refusal = StrictFront.refuseRevision(request, current(request));
            if (refusal.isPresent()) {
                exchange.json(
                        refusal.get().status(),
                        error(refusal.get().error(), refusal.get().reason()).toString());
            } else {
                pass(withRevision(request), exchange);
            }
        } else {
            pass(request, exchange);
        }
    }

    private static boolean writesDocuments(Request request) {
        return request.path().endsWith("/_bulk_docs")
                || changesDocument(request, request.path().substring(1).split("/", -1));
    }

    private static boolean changesDocument(Request request, String[] path) {
        boolean document = (path.length == 2 && !path[1].startsWith("_") && !path[1].isEmpty())
                || (path.length == 3 && path[1].equals("_design"));
        return document && (request.method().equals("PUT") || request.method().equals("DELETE"));
    }

    private Optional<String> current(Request request) throws IOException {
        Request get = new Request("GET", request.path(), Map.of(), Map.of(), new byte[0]);
        HttpResponse<InputStream> response = send(get);
        try (InputStream in = response.body()) {
            JsonNode document = JSON.readTree(in);
            return response.statusCode() == 200
                    ? Optional.of(document.path("_rev").textValue())
                    : Optional.empty();
        }
    }

    private static Request withRevision(Request request) {
        Map<String, String> query = new TreeMap<>(request.query());
        StrictFront.revision(request).ifPresent(revision -> query.put("rev", revision));
        return new Request(request.method(), request.path(), query, request.headers(), request.body());
    }

    private void pass(Request request, Exchange exchange) throws IOException {
        HttpResponse<InputStream> response = send(request);
        try (InputStream in = response.body()) {
            byte[] body = in.readAllBytes();
            if (response.statusCode() < 400) {
                exchange.answer(
                        writesDocuments(request)
                                ? front.cluster().written(request, response.statusCode())
                                : response.statusCode(),
                        response.headers().firstValue("content-type").orElse("application/json"),
                        body);
            } else {
                exchange.json(response.statusCode(), inWords(response.statusCode(), body, request));
            }
        }
    }

    /** Replaces the words of the stand-in with those of CouchDB where they differ. */
    private String inWords(int status, byte[] body, Request request) throws IOException {
        boolean database = request.path().indexOf('/', 1) < 0;
        String text = new String(body, StandardCharsets.UTF_8);
        if (status == 404 && (database || text.contains("Database") || text.contains("no_db_file"))) {
            return error("not_found", "Database does not exist.").toString();
        }
        if (status == 412 && database) {
            return error("file_exists", "The database could not be created, the file already exists.")
                    .toString();
        }
        return status == 404 && isDeleted(request)
                ? error("not_found", "deleted").toString()
                : text;
    }

    /**
     * Whether a missing document once existed: the list of documents shows that, while the stand-in's answer for the
     * document itself does not.
     */
    private boolean isDeleted(Request request) throws IOException {
        String[] path = request.path().substring(1).split("/", 2);
        ObjectNode keys = JSON.createObjectNode();
        keys.putArray("keys").add(path[1]);
        byte[] body = JSON.writeValueAsBytes(keys);
        Request list = new Request("POST", "/" + path[0] + "/_all_docs", Map.of(), Map.of(), body);
        try (InputStream in = send(list).body()) {
            return JSON.readTree(in).at("/rows/0/value/deleted").asBoolean();
        }
    }

    private static ObjectNode error(String word, String reason) {
        return JSON.createObjectNode().put("error", word).put("reason", reason);
    }

    private void changes(Request request, Exchange exchange) throws IOException {
        String since = request.query().getOrDefault("since", "0");
        if (!since.equals("now") && !since.equals("0") && !since.matches("\\d+" + MARK)) {
            exchange.json(
                    400,
                    error("bad_request", "Malformed sequence supplied in 'since' parameter.")
                            .toString());
            return;
        }
        Map<String, String> query = new TreeMap<>(request.query());
        query.put("since", since.replace(MARK, ""));
        HttpResponse<InputStream> response =
                send(new Request(request.method(), request.path(), query, request.headers(), request.body()));
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200 || !"continuous".equals(query.get("feed"))) {
                byte[] body = in.readAllBytes();
                exchange.json(
                        response.statusCode(),
                        response.statusCode() == 200
                                ? opaque(new String(body, StandardCharsets.UTF_8))
                                : inWords(response.statusCode(), body, request));
                return;
            }
            exchange.chunks();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                exchange.chunk((line.isEmpty() ? line : opaque(line)) + "\n");
            }
            exchange.chunk("");
        }
    }

    /** Gives sequences the form that they have in CouchDB. */
    private static String opaque(String text) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(text);
        mark(json);
        json.path("results").forEach(row -> mark((ObjectNode) row));
        return json.toString();
    }

    private static void mark(ObjectNode json) {
        for (String field : new String[] {"seq", "last_seq"}) {
            if (json.has(field)) {
                json.put(field, json.get(field).asText() + MARK);
            }
        }
    }

    private HttpResponse<InputStream> send(Request request) throws IOException {
        String path = Arrays.stream(request.path().split("/", -1))
                .map(StrictCouchDb::encode)
                .collect(Collectors.joining("/"));
        String query = request.query().entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder passed = HttpRequest.newBuilder(target.resolve(path + (query.isEmpty() ? "" : "?" + query)))
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()))
                // without it, the stand-in drops the body and reports that it is stored
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        try {
            return HTTP.send(passed.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the stand-in was asked");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        server.close();
    }
}
