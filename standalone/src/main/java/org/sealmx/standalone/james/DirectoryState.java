package org.sealmx.standalone.james;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** What the server's own health check says about the directory, once it runs. */
public final class DirectoryState {

    private static final String CHECK = "/healthcheck/checks/SealMX%20directory";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DirectoryState() {}

    /**
     * What is wrong with the directory, in one line; empty when it is healthy, or the configuration leaves the check
     * out.
     *
     * @param webadminPort on loopback
     */
    public static Optional<String> problem(int webadminPort) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + webadminPort + CHECK);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode check = new JsonMapper().readTree(response.body());
            return Optional.of(check.path("cause").asText("").strip())
                    .filter(cause -> !cause.isEmpty())
                    .map(cause -> cause.replaceAll("\\s*\\R\\s*", "; "));
        } catch (HttpTimeoutException e) {
            return Optional.of("it has not answered for " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            // webadmin is elsewhere, or has no such answer: the log says what is wrong
            return Optional.empty();
        }
    }
}
