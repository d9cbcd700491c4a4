package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.http.PageService;
import org.sealmx.server.page.session.Account;
import org.sealmx.server.page.session.RateLimit;
import org.sealmx.server.page.session.Session;
import org.sealmx.smtp.Reply;

/** Which part of the page answers which request, and for whom. */
@ThreadSafe
final class PageSite implements PageService {

    private static final String SESSION = "/api/session";
    private static final PageResponse NOT_FOUND = PageJson.problem(404, "There is nothing at this address.");
    private static final PageResponse SIGNED_OUT = PageJson.problem(401, "Your session has ended. Sign in again.")
            .with("WWW-Authenticate", "Page realm=\"SealMX\"");

    private final RequestRules rules;
    private final StaticFiles files = new StaticFiles();
    private final SignedIn signedIn;
    private final SignIn signIn;
    private final SessionCheck check;
    private final Parts parts;

    /**
     * What somebody sees who has signed in.
     *
     * @param account their own address
     * @param upload takes a certificate
     * @param mail sends a test message
     * @param mailLimit how often
     * @param operator explains any address
     * @param health the state of the service
     */
    @ThreadSafe
    record Parts(
            AccountView account,
            Upload upload,
            TestMail mail,
            RateLimit mailLimit,
            OperatorView operator,
            HealthReport health) {}

    PageSite(RequestRules rules, SignedIn signedIn, SignIn signIn, SessionCheck check, Parts parts) {
        this.rules = rules;
        this.signedIn = signedIn;
        this.signIn = signIn;
        this.check = check;
        this.parts = parts;
    }

    @Override
    public Optional<PageResponse> atOnce(PageRequest request) {
        Optional<PageResponse> refusal = rules.refusal(request);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (request.path().equals(SESSION)) {
            return session(request);
        }
        if (request.method().equals("GET")) {
            Optional<PageResponse> file = files.find(request.path());
            if (file.isPresent()) {
                return file;
            }
        }
        if (!Route.exists(request)) {
            return Optional.of(NOT_FOUND);
        }
        Optional<Session> session = signedIn.session(request);
        if (session.isEmpty()) {
            return Optional.of(SIGNED_OUT);
        }
        return refusal(request, session.get());
    }

    /** Signing in waits for a thread; the rest needs none. */
    private Optional<PageResponse> session(PageRequest request) {
        if (request.method().equals("POST")) {
            return signIn.refusal(request);
        }
        Optional<Session> session = signedIn.session(request);
        if (request.method().equals("GET")) {
            return Optional.of(signIn.state(session));
        }
        return session.flatMap(found -> unguarded(request, found)).or(() -> Optional.of(signIn.signOut(request)));
    }

    private static Optional<PageResponse> refusal(PageRequest request, Session session) {
        if (Route.of(request).isForOperators && !session.account().operator()) {
            return Optional.of(PageJson.problem(403, "Only operators see this. 'page-operators' names them."));
        }
        return request.method().equals("GET") ? Optional.empty() : unguarded(request, session);
    }

    private static Optional<PageResponse> unguarded(PageRequest request, Session session) {
        return SignedIn.isGuarded(request, session)
                ? Optional.empty()
                : Optional.of(PageJson.problem(403, "The page is out of date. Load it again."));
    }

    @Override
    public Lane laneOf(PageRequest request) {
        return request.path().equals(SESSION) ? Lane.LOGIN : Lane.OTHER;
    }

    @Override
    public PageResponse answer(PageRequest request) {
        if (request.path().equals(SESSION)) {
            return signIn.answer(request);
        }
        Optional<Session> session = signedIn.session(request);
        if (session.isEmpty()) {
            return SIGNED_OUT;
        }
        Account account = session.get().account();
        try {
            if (!check.passes(request, account)) {
                return SIGNED_OUT;
            }
        } catch (LoginsUnavailableException e) {
            return PageJson.problem(503, "The accounts cannot be read now. Try again later.")
                    .with("Retry-After", "60");
        }
        return switch (Route.of(request)) {
            case ACCOUNT -> parts.account().answer(account);
            case CERTIFICATE -> parts.upload().answer(request, account);
            case MESSAGE -> message(account);
            case EXPLAIN -> parts.operator().answer(request);
            case HEALTH -> parts.health().answer();
        };
    }

    private PageResponse message(Account account) {
        Optional<Duration> wait = parts.mailLimit().attempt(account.user());
        if (wait.isPresent()) {
            return PageJson.later(429, "There were too many test messages.", wait.get());
        }
        Reply reply = parts.mail().send(account.address());
        return PageJson.response(
                200, PageJson.object().put("delivered", reply.isSuccess()).put("reply", reply.toString()));
    }

    @Override
    public PageResponse problem(int status, String words) {
        return PageJson.problem(status, words);
    }

    /** The requests of somebody who has signed in. */
    enum Route {
        ACCOUNT("GET", "/api/account", false),
        CERTIFICATE("POST", "/api/certificate", false),
        MESSAGE("POST", "/api/message", false),
        EXPLAIN("GET", "/api/explain", true),
        HEALTH("GET", "/api/health", true);

        private final String method;
        private final String path;
        private final boolean isForOperators;

        Route(String method, String path, boolean isForOperators) {
            this.method = method;
            this.path = path;
            this.isForOperators = isForOperators;
        }

        /** As a request begins. */
        @Override
        public String toString() {
            return method + " " + path;
        }

        private boolean matches(PageRequest request) {
            return method.equals(request.method()) && path.equals(request.path());
        }

        static boolean exists(PageRequest request) {
            return find(request).isPresent();
        }

        static Route of(PageRequest request) {
            return find(request).orElseThrow();
        }

        private static Optional<Route> find(PageRequest request) {
            return java.util.Arrays.stream(values())
                    .filter(route -> route.matches(request))
                    .findFirst();
        }
    }
}
