package org.sealmx.couchdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Handler;
import org.sealmx.couchdb.ScriptedServer.Request;

/** As much of CouchDB as the tests need, in memory, with faults on demand. */
public final class FakeCouchDb implements AutoCloseable {

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private static final Refusal NO_DATABASE = new Refusal(404, "not_found", "Database does not exist.");
    private static final Refusal EXISTS =
            new Refusal(412, "file_exists", "The database could not be created, the file already exists.");

    private final Map<String, FakeDatabase> databases = new ConcurrentHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final StrictFront front = new StrictFront();
    private volatile ScriptedServer server;
    private volatile String uuid = "uuid-1";
    private volatile String vendor = "";

    private record Fault(Predicate<Request> where, Handler what) {}

    /** Starts without any database. */
    public FakeCouchDb() {
        server = ScriptedServer.start(0, front, this::handle);
    }

    /** The server. */
    public ScriptedServer server() {
        return server;
    }

    /** Stops the server, so that connections are refused. */
    public void stop() {
        server.close();
    }

    /** Starts the server again on the same port with the same databases. */
    public void restart() {
        server = ScriptedServer.start(server.port(), front, this::handle);
    }

    /** From now on it is another server. */
    public void becomeAnotherServer(String otherUuid) {
        uuid = otherUuid;
    }

    /** From now on it says that it is Apache's, and takes {@code multipart/related}. */
    public void becomeApache() {
        vendor = "The Apache Software Foundation";
    }

    /** From now on it is one of three nodes, all of which answer. */
    public FakeCluster becomeCluster() {
        front.cluster().becomeThree();
        return front.cluster();
    }

    /** From now on, requests of a kind meet a fault. */
    public synchronized void fault(Predicate<Request> where, Handler what) {
        faults.add(new Fault(where, what));
    }

    /** Ends the fault. */
    public synchronized void heal() {
        faults.clear();
    }

    /** A database, which is created if it is missing. */
    public FakeDatabase database(String name) {
        return databases.computeIfAbsent(name, FakeDatabase::new);
    }

    /** Whether such a database exists. */
    public boolean has(String name) {
        return databases.containsKey(name);
    }

    /** Deletes a database. */
    public void drop(String name) {
        databases.remove(name);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Optional<Handler> faultOf(Request request) {
        return faults.stream()
                .filter(fault -> fault.where.test(request))
                .map(Fault::what)
                .findFirst();
    }

    private void handle(Request received, Exchange exchange) throws IOException {
        Optional<Handler> fault = faultOf(received);
        if (fault.isPresent()) {
            fault.get().handle(received, exchange);
            return;
        }
        if (FakeMultipart.isOne(received) && vendor.isEmpty()) {
            Refusal.NOT_JSON.answer(exchange);
            return;
        }
        Request request = FakeMultipart.asJson(received);
        if (front.answer(request, exchange)) {
            return;
        }
        String path = request.path().substring(1);
        String name = path.split("/", 2)[0];
        String rest = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
        if (path.isEmpty()) {
            exchange.json(
                    200,
                    "{\"couchdb\":\"Welcome\",\"version\":\"3.5.0\",\"uuid\":\"" + uuid + "\",\"vendor\":{\"name\":\""
                            + vendor + "\"}}");
        } else if (request.method().equals("DELETE") && rest.isEmpty() && has(name)) {
            drop(name);
            exchange.json(200, "{\"ok\":true}");
        } else if (request.method().equals("PUT") && rest.isEmpty()) {
            boolean made = databases.putIfAbsent(name, new FakeDatabase(name)) == null;
            if (made) {
                exchange.json(201, "{\"ok\":true}");
            } else {
                EXISTS.answer(exchange);
            }
        } else if (!has(name)) {
            NO_DATABASE.answer(exchange);
        } else {
            inDatabase(database(name), rest, request, exchange);
        }
    }

    private void inDatabase(FakeDatabase database, String rest, Request request, Exchange exchange) throws IOException {
        String[] parts = rest.split("/", -1);
        if (rest.isEmpty()) {
            exchange.json(200, database.info());
        } else if (rest.equals("_all_docs")) {
            exchange.json(200, allDocs(database, request));
        } else if (rest.equals("_bulk_docs")) {
            database.bulk(MAPPER.readTree(request.body()));
            exchange.json(201, "[]");
        } else if (rest.equals("_changes")) {
            FakeChanges.answer(database, request, exchange);
        } else if (parts.length == 4 && parts[2].equals("_view")) {
            view(database, parts[1], parts[3], request, exchange);
        } else if ("false".equals(request.query().get("new_edits"))) {
            JsonNode document = MAPPER.readTree(request.body());
            database.bulk(MAPPER.createObjectNode()
                    .set("docs", MAPPER.createArrayNode().add(document)));
            exchange.json(201, "{\"ok\":true,\"rev\":" + document.get("_rev") + "}");
        } else if (request.method().equals("PUT") || request.method().equals("DELETE")) {
            Optional<Refusal> refusal = database.write(rest, request);
            if (refusal.isPresent()) {
                refusal.get().answer(exchange);
            } else {
                int status = request.method().equals("PUT") ? 201 : 200;
                String revision = database.get(rest)
                        .map(document -> ",\"rev\":" + document.get("_rev"))
                        .orElse("");
                exchange.json(front.cluster().written(request, status), "{\"ok\":true" + revision + "}");
            }
        } else {
            boolean whole = "true".equals(request.query().get("attachments"));
            Optional<ObjectNode> document =
                    database.get(rest).map(found -> whole ? found : FakeDatabase.withoutData(found));
            if (document.isPresent()) {
                exchange.json(200, document.get().toString());
            } else {
                new Refusal(404, "not_found", database.absence(rest)).answer(exchange);
            }
        }
    }

    private static String allDocs(FakeDatabase database, Request request) throws IOException {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode rows = answer.putArray("rows");
        SortedMap<String, ObjectNode> documents = database.documents();
        if (request.method().equals("POST")) {
            for (JsonNode key : MAPPER.readTree(request.body()).path("keys")) {
                Optional<ObjectNode> document = database.get(key.textValue());
                if (document.isPresent()) {
                    rows.add(row(document.get(), key.textValue(), true));
                } else {
                    rows.addObject().put("key", key.textValue()).put("error", "not_found");
                }
            }
            return answer.toString();
        }
        String start = MAPPER.readTree(request.query().getOrDefault("startkey", "\"\""))
                .textValue();
        documents.tailMap(start).values().stream()
                .skip(Integer.parseInt(request.query().getOrDefault("skip", "0")))
                .limit(Integer.parseInt(request.query().getOrDefault("limit", "0")))
                .forEach(document -> rows.add(row(
                        document,
                        document.get("_id").textValue(),
                        "true".equals(request.query().get("include_docs")))));
        return answer.toString();
    }

    private static ObjectNode row(ObjectNode document, String key, boolean withDocument) {
        ObjectNode row = MAPPER.createObjectNode()
                .put("id", document.get("_id").textValue())
                .put("key", key);
        if (withDocument) {
            row.set("doc", document);
        }
        return row;
    }

    /** The views, as leap_web's and our design documents define them. */
    private static void view(FakeDatabase database, String design, String view, Request request, Exchange exchange)
            throws IOException {
        String map = database.get("_design/" + design)
                .map(document -> document.path("views").path(view).path("map").asText(""))
                .orElse("");
        if (map.isEmpty()) {
            exchange.json(404, "{\"error\":\"not_found\",\"reason\":\"missing_named_view\"}");
            return;
        }
        Set<String> keys = new HashSet<>();
        MAPPER.readTree(request.body()).path("keys").forEach(key -> keys.add(key.textValue()));
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode rows = answer.putArray("rows");
        boolean documents = "true".equals(request.query().get("include_docs"));
        for (ObjectNode document : database.documents().values()) {
            if (!document.path("type").asText("Identity").equals("Identity")) {
                continue;
            }
            for (String value : emitted(document, view)) {
                String lower = value.toLowerCase(java.util.Locale.ROOT);
                if (keys.contains(value)) {
                    rows.add(row(document, value, documents));
                } else if (map.contains("toLowerCase") && keys.contains(lower)) {
                    rows.add(row(document, lower, documents));
                }
            }
        }
        exchange.json(200, answer.toString());
    }

    private static List<String> emitted(ObjectNode document, String view) {
        List<String> values = new ArrayList<>();
        if (view.equals("cert_expiry_by_fingerprint")) {
            document.path("cert_fingerprints").fieldNames().forEachRemaining(values::add);
        } else {
            values.add(document.path(view.equals("by_address") ? "address" : "user_id")
                    .asText(""));
        }
        return values;
    }
}
