package org.sealmx.server.page;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;

/**
 * What every request has to be, whoever sends it: for our host, since a name of somebody else that leads to this
 * address would make our page part of their origin; and a change only from our own page. No {@code X-Forwarded} field
 * is read: what browsers see is configured.
 */
@Immutable
final class RequestRules {

    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE");

    private final Set<String> origins;
    private final Set<String> hosts;

    /** @param origins scheme, host and port, as browsers send them */
    RequestRules(Set<String> origins) {
        this.origins = Set.copyOf(origins);
        this.hosts = origins.stream()
                .map(origin -> origin.substring(origin.indexOf("//") + 2))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why the request is refused; empty when it is not. */
    Optional<PageResponse> refusal(PageRequest request) {
        if (!request.field("host")
                .filter(host -> hosts.contains(host.toLowerCase(java.util.Locale.ROOT)))
                .isPresent()) {
            return refuse(421, "This server does not answer for that host name. Its names are in 'page-origins'.");
        }
        if (!METHODS.contains(request.method())) {
            return refuse(405, "This method is not supported.", "Allow", "GET, HEAD, POST, DELETE");
        }
        if (request.hasField("content-encoding")) {
            return refuse(415, "A compressed request is not read.");
        }
        if (request.method().equals("GET")) {
            return Optional.empty();
        }
        boolean ours = request.field("origin").filter(origins::contains).isPresent();
        boolean foreignFetch = request.hasField("sec-fetch-site")
                && !request.field("sec-fetch-site")
                        .filter("same-origin"::equals)
                        .isPresent();
        return ours && !foreignFetch
                ? Optional.empty()
                : refuse(403, "A change is only taken from this server's own page.");
    }

    private static Optional<PageResponse> refuse(int status, String words) {
        return Optional.of(PageJson.problem(status, words));
    }

    private static Optional<PageResponse> refuse(int status, String words, String field, String value) {
        return Optional.of(PageJson.problem(status, words).with(field, value));
    }
}
