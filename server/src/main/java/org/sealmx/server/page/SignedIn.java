package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.session.Account;
import org.sealmx.server.page.session.Session;
import org.sealmx.server.page.session.Sessions;

/** Who has signed in and sends a request. */
@ThreadSafe
final class SignedIn {

    /** The header field in which the page sends the guard of its session. */
    static final String GUARD_FIELD = "x-sealmx-guard";

    private final Sessions sessions;
    private final SessionCookie cookie;

    SignedIn(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    Optional<Session> session(PageRequest request) {
        return cookie.in(request).flatMap(sessions::find);
    }

    /** Whether the request has the guard of the session, which only our page knows. */
    static boolean isGuarded(PageRequest request, Session session) {
        return request.field(GUARD_FIELD)
                .filter(guard -> Sessions.guards(session, guard))
                .isPresent();
    }

    /** Begins a session and returns the value of {@code Set-Cookie}. A session before it ends. */
    String begin(PageRequest request, Account account, String password) {
        cookie.in(request).ifPresent(sessions::end);
        return cookie.of(sessions.begin(account, password));
    }

    /** The password that the session began with, if it is time to verify it again. */
    Optional<String> passwordToVerify(PageRequest request) {
        boolean change = !request.method().equals("GET");
        return cookie.in(request).flatMap(token -> sessions.passwordToVerify(token, change));
    }

    /** Says that the account has the password of the session still. */
    void verified(PageRequest request) {
        cookie.in(request).ifPresent(sessions::verified);
    }

    /** Ends the session, and returns the value of {@code Set-Cookie} that removes the cookie. */
    String end(PageRequest request) {
        cookie.in(request).ifPresent(sessions::end);
        return cookie.none();
    }

    /** Ends all sessions of a login that is gone. */
    void endAll(Account account) {
        sessions.endAll(account.user());
    }
}
