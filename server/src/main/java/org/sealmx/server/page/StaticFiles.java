package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.sealmx.server.page.http.PageResponse;

/** The files of the page, from our jar. */
@ThreadSafe
final class StaticFiles {

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<String, PageResponse> files = Map.of(
            "/", read("page.html", "text/html; charset=utf-8"),
            "/page.css", read("page.css", "text/css; charset=utf-8"),
            "/page.js", read("page.js", "text/javascript; charset=utf-8"),
            "/page.svg", read("page.svg", "image/svg+xml"));

    private static PageResponse read(String name, String type) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return PageResponse.of(200, type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<PageResponse> find(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
