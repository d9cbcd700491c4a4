package org.sealmx.it.harness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Sends requests to CouchDB as its administrator, with a client that is not part of the product. */
public final class CouchDbAdmin {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final Optional<String> credentials;

    /** @param credentials {@code name:password} */
    CouchDbAdmin(URI url, Optional<String> credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /** The server's description of itself. */
    public JsonNode welcome() throws IOException {
        return get("/");
    }

    /**
     * Changes a setting in the server's configuration.
     *
     * @return the old value; empty if there was none
     */
    public String configure(String section, String key, String value) throws IOException {
        String path = "/_node/_local/_config/" + section + "/" + key;
        return require(200, send("PUT", path, JSON.writeValueAsString(value))).asText();
    }

    /** Changes a setting of a node of the cluster until the node is restarted. */
    void configureUntilRestart(String node, String section, String key, String value) throws IOException {
        String path = "/_node/" + node + "/_config/" + section + "/" + key;
        require(200, send("PUT", path, JSON.writeValueAsString(value), "X-Couch-Persist", "false"));
    }

    /** The server's answer to a GET request. */
    public JsonNode get(String path) throws IOException {
        return require(200, send("GET", path, ""));
    }

    /**
     * Stores a new, empty document.
     *
     * @return 201, or 202 if fewer copies than a quorum were written
     */
    int putNew(String database, String id) throws IOException {
        HttpResponse<String> response = send("PUT", "/" + database + "/" + id, "{}");
        require(201, response);
        return response.statusCode();
    }

    /** The names of all databases. */
    public List<String> databases() throws IOException {
        List<String> names = new ArrayList<>();
        get("/_all_dbs").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Creates a database. */
    public void createDatabase(String name) throws IOException {
        require(201, send("PUT", "/" + name, ""));
    }

    /** Deletes a database, if it exists. */
    public void deleteDatabase(String name) throws IOException {
        HttpResponse<String> response = send("DELETE", "/" + name, "");
        if (response.statusCode() != 404) {
            require(200, response);
        }
    }

    /** Whether such a database exists. */
    public boolean hasDatabase(String name) throws IOException {
        return send("GET", "/" + name, "").statusCode() == 200;
    }

    /** Stores a document; it replaces an earlier one with the same {@code _id}. */
    public void put(String database, ObjectNode document) throws IOException {
        String path = "/" + database + "/" + document.get("_id").textValue();
        HttpResponse<String> current = send("GET", path, "");
        ObjectNode copy = document.deepCopy();
        if (current.statusCode() == 200) {
            copy.set("_rev", JSON.readTree(current.body()).get("_rev"));
        }
        require(201, send("PUT", path, copy.toString()));
    }

    /** Stores many new documents. */
    public void putAll(String database, List<JsonNode> documents) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("docs").addAll(documents);
        for (JsonNode result : require(201, send("POST", "/" + database + "/_bulk_docs", body.toString()))) {
            if (result.has("error")) {
                throw new IOException("not stored: " + result);
            }
        }
    }

    /** Deletes a document as its owner would. */
    public void delete(String database, JsonNode document) throws IOException {
        String path = "/" + database + "/" + document.get("_id").textValue();
        require(200, send("DELETE", path + "?rev=" + document.get("_rev").textValue(), ""));
    }

    /** All documents except design documents, each with the octets of its attachments. */
    public List<JsonNode> documents(String database) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode row :
                require(200, send("GET", "/" + database + "/_all_docs", "")).get("rows")) {
            String id = row.get("id").textValue();
            if (!id.startsWith("_")) {
                documents.add(require(200, send("GET", "/" + database + "/" + id + "?attachments=true", "")));
            }
        }
        return documents;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(LIMIT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        credentials.ifPresent(text -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while CouchDB was asked");
        }
    }

    private static JsonNode require(int status, HttpResponse<String> response) throws IOException {
        // 202: written to fewer copies than a quorum
        if (response.statusCode() != status && response.statusCode() != 202) {
            throw new IOException(response.request().method() + " "
                    + response.uri().getPath() + " was answered with " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
