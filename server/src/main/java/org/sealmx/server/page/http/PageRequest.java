package org.sealmx.server.page.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that was received whole and is within the limits. {@link #toString()} reveals nothing of its content. */
public final class PageRequest {

    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> fields;
    private final byte[] body;

    /**
     * @param method in upper case
     * @param path decoded, begins with a slash
     * @param query the parameters, decoded
     * @param fields the header fields, with names in lower case
     * @param body empty when there is none; not copied
     */
    public PageRequest(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, List<String>> fields,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.query = Map.copyOf(query);
        this.fields = Map.copyOf(fields);
        this.body = body;
    }

    /** The method in upper case; HEAD counts as GET. */
    public String method() {
        return method;
    }

    /** The path, decoded, without the query. */
    public String path() {
        return path;
    }

    /** A parameter of the query; empty when it is missing or repeated. */
    public Optional<String> parameter(String name) {
        return single(query, name);
    }

    /**
     * A header field.
     *
     * @param name in lower case
     * @return empty when it is missing or repeated
     */
    public Optional<String> field(String name) {
        return single(fields, name);
    }

    /** Whether there is such a header field at all. */
    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    /** The value of a cookie (RFC 6265 section 4.2); empty when it is missing or repeated. */
    public Optional<String> cookie(String name) {
        List<String> values = fields.getOrDefault("cookie", List.of()).stream()
                .flatMap(field -> Arrays.stream(field.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The media type without parameters, in lower case; empty when there is none. */
    public Optional<String> mediaType() {
        return field("content-type").map(type -> type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** The body; not to be changed. */
    public byte[] body() {
        return body;
    }

    private static Optional<String> single(Map<String, List<String>> values, String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "PageRequest[" + method + ", " + body.length + " octets]";
    }
}
