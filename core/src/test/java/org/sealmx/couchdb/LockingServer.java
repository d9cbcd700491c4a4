package org.sealmx.couchdb;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.http.BasicCredentials;

/**
 * A server with one user, as in CouchDB 3.5: the fifth wrong password locks the user out, an expired session does not
 * count, and a new password resets the count.
 */
final class LockingServer implements AutoCloseable {

    private static final String INFO = "{\"db_name\":\"identities\",\"doc_count\":3,\"instance_start_time\":\"17\"}";

    private final ScriptedServer server = ScriptedServer.start(this::handle);
    private final boolean sessions;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger allFailures = new AtomicInteger();
    private final AtomicInteger locked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile String password;

    LockingServer(String password, boolean sessions) {
        this.password = password;
        this.sessions = sessions;
    }

    ScriptedServer server() {
        return server;
    }

    /** Changes the user's password. */
    void change(String other) {
        failures.set(0);
        password = other;
    }

    /** How many wrong passwords it got in total. */
    int failures() {
        return allFailures.get();
    }

    /** How often it answered that the user is locked out. */
    int lockOuts() {
        return locked.get();
    }

    /** How many requests it answered, not counting logins. */
    int answered() {
        return answered.get();
    }

    List<String> logins() {
        return server.requests().stream()
                .map(Request::toString)
                .filter(request -> request.endsWith("/_session"))
                .toList();
    }

    private void handle(Request request, Exchange exchange) throws IOException {
        String cookie = request.headers().getOrDefault("cookie", "");
        String basic = request.headers().getOrDefault("authorization", "");
        if (!cookie.isEmpty() && !cookie.equals("AuthSession=" + session())) {
            exchange.json(401, "{\"error\":\"unauthorized\",\"reason\":\"You are not authorized to access this db.\"}");
        } else if (cookie.isEmpty() && failures.get() >= LockOut.THRESHOLD) {
            locked.incrementAndGet();
            LockOut.LOCKED.answer(exchange);
        } else if (cookie.isEmpty() && !basic.equals(new BasicCredentials("mx", password).header())) {
            failures.incrementAndGet();
            allFailures.incrementAndGet();
            LockOut.WRONG.answer(exchange);
        } else if (request.path().equals("/_session") && sessions) {
            exchange.answer(
                    200,
                    "application/json\r\nSet-Cookie: AuthSession=" + session() + "; Version=1; Path=/; HttpOnly",
                    "{\"ok\":true,\"name\":\"mx\",\"roles\":[]}");
        } else if (request.path().equals("/_session")) {
            exchange.json(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}");
        } else if (request.path().equals("/forbidden")) {
            exchange.json(403, "{\"error\":\"forbidden\",\"reason\":\"You are not allowed to access this db.\"}");
        } else {
            answered.incrementAndGet();
            exchange.json(200, INFO);
        }
    }

    private String session() {
        return "s" + Integer.toHexString(password.hashCode());
    }

    @Override
    public void close() {
        server.close();
    }
}
