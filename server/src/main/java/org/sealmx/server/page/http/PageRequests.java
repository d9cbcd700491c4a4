package org.sealmx.server.page.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes our requests of Netty's. */
final class PageRequests {

    private static final int MAX_PARAMETERS = 16;

    private PageRequests() {}

    /** @throws IllegalArgumentException when the target is not a path, or is not well encoded */
    static PageRequest of(FullHttpRequest request) {
        if (!request.uri().startsWith("/")) {
            throw new IllegalArgumentException("the target is not a path");
        }
        QueryStringDecoder target = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MAX_PARAMETERS);
        Map<String, List<String>> fields = new HashMap<>();
        request.headers().forEach(field -> fields.computeIfAbsent(
                        field.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(field.getValue()));
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        return new PageRequest(
                method.name(), target.path(), target.parameters(), fields, ByteBufUtil.getBytes(request.content()));
    }
}
