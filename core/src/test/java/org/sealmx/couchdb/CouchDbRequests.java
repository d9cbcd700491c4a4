package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests with which the contracts for CouchDB test a server, with a client that is not part of the product. */
public interface CouchDbRequests {

    HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The server's URL. */
    URI url();

    /** Its administrator, as {@code name:password}; empty if it asks for no password. */
    Optional<String> administrator();

    /** Sends a request and returns the server's answer. */
    default HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return sendAs(administrator(), method, path, body, headers);
    }

    /** Sends a request as a user and returns the server's answer. */
    default HttpResponse<String> sendAs(
            Optional<String> user, String method, String path, String body, String... headers) throws Exception {
        return send(HTTP, user, method, path, body, headers);
    }

    /**
     * Sends a request on a connection that no later request uses, since the server may close it with its answer, and
     * returns that.
     */
    default HttpResponse<String> sendAlone(String method, String path, String body) throws Exception {
        HttpClient alone =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return send(alone, administrator(), method, path, body);
    }

    private HttpResponse<String> send(
            HttpClient client, Optional<String> user, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        List<String> names = Arrays.asList(headers);
        if (!names.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        user.ifPresent(pair -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A new database. */
    default String database() throws Exception {
        String name = "/rules-" + UUID.randomUUID();
        assertThat(send("PUT", name, "").statusCode()).isIn(201, 202);
        return name;
    }

    /** The revision of a document. */
    default String revision(String path) throws Exception {
        return FakeCouchDb.MAPPER
                .readTree(send("GET", path, "").body())
                .path("_rev")
                .asText();
    }

    /** Status, word and reason. */
    static String refusal(HttpResponse<String> response) throws Exception {
        JsonNode body = FakeCouchDb.MAPPER.readTree(response.body());
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        return response.statusCode() + " " + body.path("error").asText() + ": "
                + body.path("reason").asText();
    }
}
