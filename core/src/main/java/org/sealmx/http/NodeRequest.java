package org.sealmx.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/**
 * A request, independent of the node that it is sent to. Every request is idempotent, so that it can be repeated.
 *
 * @param method GET, PUT, POST or DELETE
 * @param path encoded, without the leading slash
 * @param query encoded; empty when there is none
 * @param body the body; empty when there is none
 */
public record NodeRequest(String method, String path, String query, Optional<RequestBody> body) {

    /** In octets. A longer body is sent only after the server has asked for it, so that a refusal is not lost. */
    static final long LENGTH_TO_ASK_ABOUT = 64 * 1024;

    /** A GET request. */
    public static NodeRequest get(String path, String query) {
        return new NodeRequest("GET", path, query, Optional.empty());
    }

    /** A PUT request without a body, which creates what the path names. */
    public static NodeRequest put(String path) {
        return new NodeRequest("PUT", path, "", Optional.empty());
    }

    /** A PUT request, which writes what the path names. */
    public static NodeRequest put(String path, RequestBody body) {
        return new NodeRequest("PUT", path, "", Optional.of(body));
    }

    /** A PUT request with a query. */
    public static NodeRequest put(String path, String query, RequestBody body) {
        return new NodeRequest("PUT", path, query, Optional.of(body));
    }

    /** A DELETE request, which removes what the path names. */
    public static NodeRequest delete(String path) {
        return new NodeRequest("DELETE", path, "", Optional.empty());
    }

    /** A POST request. */
    public static NodeRequest post(String path, String query, RequestBody body) {
        return new NodeRequest("POST", path, query, Optional.of(body));
    }

    /** Encodes one segment of a path, or one value of a query. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether to ask the server before sending the body (RFC 9110 section 10.1.1). */
    boolean asksFirst() {
        return body.filter(RequestBody::canBeAskedAbout)
                        .map(RequestBody::length)
                        .orElse(0L)
                > LENGTH_TO_ASK_ABOUT;
    }

    /**
     * Builds the request to one node, once for each attempt.
     *
     * @param asksFirst whether to send the body only after {@code 100 Continue}, or after a while without an answer
     */
    AsyncRequestProducer producer(URI node, Optional<Authorization> credentials, boolean asksFirst) {
        String base = node.toString();
        String slash = base.endsWith("/") ? "" : "/";
        URI uri = URI.create(base + slash + path + (query.isEmpty() ? "" : "?" + query));
        HttpRequest request = new BasicHttpRequest(method, uri);
        request.setHeader(HttpHeaders.ACCEPT, RequestBody.JSON);
        credentials.ifPresent(given -> request.setHeader(given.field(), given.header()));
        if (asksFirst) {
            request.setHeader(HttpHeaders.EXPECT, HeaderElements.CONTINUE);
        }
        if (body.isEmpty()) {
            request.setHeader(HttpHeaders.CONTENT_TYPE, RequestBody.JSON);
        }
        return body.map(content -> new BasicRequestProducer(request, new StreamedEntity(content)))
                .orElseGet(() -> new BasicRequestProducer(request, null));
    }

    /** The method and the path, for messages; not the query and the body. */
    @Override
    public String toString() {
        return method + " /" + path;
    }
}
