package org.sealmx.couchdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * Users as in CouchDB 3.5: after the fifth wrong password, a user is locked out, even with the right one. This class
 * does not care about unknown users and requests without a password. Thread-safe.
 */
final class LockOut {

    static final int THRESHOLD = 5;
    static final Refusal WRONG = new Refusal(401, "unauthorized", "Name or password is incorrect.");
    static final Refusal LOCKED =
            new Refusal(403, "forbidden", "Account is temporarily locked due to multiple authentication failures");

    private static final String USER = "/_users/org.couchdb.user:";

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** Sets a user's password, which resets the count. */
    void set(String name, String password) {
        passwords.put(name, password);
        failures.remove(name);
    }

    /** Adds a user if the request does so. */
    boolean adds(Request request) {
        if (!request.path().startsWith(USER)) {
            return false;
        }
        try {
            JsonNode user = FakeCouchDb.MAPPER.readTree(request.text());
            set(user.path("name").asText(), user.path("password").asText());
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a user", e);
        }
    }

    /** Whether the request comes from a user who was added. */
    boolean knows(Request request) {
        return login(request).filter(pair -> passwords.containsKey(pair[0])).isPresent();
    }

    private static Optional<String[]> login(Request request) {
        return Optional.ofNullable(request.headers().get("authorization"))
                .filter(field -> field.startsWith("Basic "))
                .map(field -> new String(Base64.getDecoder().decode(field.substring(6)), StandardCharsets.UTF_8)
                        .split(":", 2));
    }

    /** Refuses wrong passwords, and any password of a user who is locked out. */
    Optional<Refusal> refuse(Request request) {
        Optional<String[]> login = login(request).filter(pair -> passwords.containsKey(pair[0]));
        if (login.isEmpty()) {
            return Optional.empty();
        }
        String[] pair = login.get();
        if (failures.getOrDefault(pair[0], 0) >= THRESHOLD) {
            return Optional.of(LOCKED);
        }
        if (!pair[1].equals(passwords.get(pair[0]))) {
            failures.merge(pair[0], 1, Integer::sum);
            return Optional.of(WRONG);
        }
        return Optional.empty();
    }
}
