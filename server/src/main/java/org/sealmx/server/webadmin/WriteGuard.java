package org.sealmx.server.webadmin;

import com.google.errorprone.annotations.ThreadSafe;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.apache.james.webadmin.authentication.JwtFilter;
import spark.Request;
import spark.Response;

/**
 * Lets only those write who have shown a token: a route that writes the directory decides who can read mail, so it is
 * refused unless webadmin asks for JWT, whoever reaches the port.
 */
@Singleton
@ThreadSafe
public final class WriteGuard {

    private final boolean tokens;

    /**
     * Called by James' injector.
     *
     * @param filter of James: with {@code jwt.enabled=true} in {@code webadmin.properties}, the one that asks for JWT
     */
    @Inject
    public WriteGuard(AuthenticationFilter filter) {
        this.tokens = filter instanceof JwtFilter;
    }

    /**
     * The subject of the token of a request. The request ends with an error (403) when webadmin asks for no token, or
     * did not ask for one on this path.
     */
    public String subject(Request request, Response response) {
        if (!tokens) {
            throw WebAdminErrors.forbidden(
                    response,
                    "whoever replaces a certificate reads mail, so this needs jwt.enabled=true and"
                            + " jwt.publickeypem.url in webadmin.properties");
        }
        Object login = request.attribute(AuthenticationFilter.LOGIN);
        if (!(login instanceof String subject) || subject.isBlank()) {
            throw WebAdminErrors.forbidden(response, "the request has no token that was checked");
        }
        return subject;
    }
}
