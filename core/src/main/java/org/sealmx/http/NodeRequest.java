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
 * One request, independent of the node it is sent to. Each can be repeated: what it does twice is the same as what it
 * does once.
 *
 * @param method GET, PUT or POST
 * @param path encoded, without the leading slash
 * @param query encoded; empty when there is none
 * @param body what is sent
 */
public record NodeRequest(String method, String path, String query, Optional<RequestBody> body) {

    /**
     * Longer bodies, in octets, are sent when the server has said that it wants them, so that a refusal is always
     * heard.
     */
    static final long LENGTH_TO_ASK_ABOUT = 64 * 1024;

    /** Asks for something. */
    public static NodeRequest get(String path, String query) {
        return new NodeRequest("GET", path, query, Optional.empty());
    }

    /** Makes what a path names. */
    public static NodeRequest put(String path) {
        return new NodeRequest("PUT", path, "", Optional.empty());
    }

    /** Writes what a path names. */
    public static NodeRequest put(String path, RequestBody body) {
        return new NodeRequest("PUT", path, "", Optional.of(body));
    }

    /** Asks with a body. */
    public static NodeRequest post(String path, String query, RequestBody body) {
        return new NodeRequest("POST", path, query, Optional.of(body));
    }

    /** One segment of a path, or one value of a query. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether the server is asked before the body is sent (RFC 9110 section 10.1.1). */
    boolean asksFirst() {
        return body.map(RequestBody::length).orElse(0L) > LENGTH_TO_ASK_ABOUT;
    }

    /**
     * The request to one node; made anew for each attempt.
     *
     * @param asksFirst whether the body is sent only after {@code 100 Continue}, or after a while without any answer
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

    /** Names the request in messages: its path and nothing that was asked. */
    @Override
    public String toString() {
        return method + " /" + path;
    }
}
