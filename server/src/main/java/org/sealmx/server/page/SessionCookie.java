package org.sealmx.server.page;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.sealmx.server.page.http.PageRequest;

/**
 * The cookie with the token of a session (RFC 6265). No script can read it, no other page makes the browser send it,
 * and it is gone when the browser is closed. With HTTPS its name has the prefix {@code __Host-}, so that no other host
 * of the domain can set it.
 */
@Immutable
final class SessionCookie {

    private final String name;
    private final String attributes;

    SessionCookie(boolean https) {
        name = https ? "__Host-sealmx" : "sealmx";
        attributes = "; Path=/; HttpOnly; SameSite=Strict" + (https ? "; Secure" : "");
    }

    /** The value of {@code Set-Cookie} that gives the token to the browser. */
    String of(String token) {
        return name + "=" + token + attributes;
    }

    /** The value of {@code Set-Cookie} that takes it away. */
    String none() {
        return of("") + "; Max-Age=0";
    }

    Optional<String> in(PageRequest request) {
        return request.cookie(name).filter(token -> !token.isEmpty() && token.length() <= 100);
    }
}
