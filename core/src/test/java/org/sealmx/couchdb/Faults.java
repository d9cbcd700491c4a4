package org.sealmx.couchdb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sealmx.couchdb.ScriptedServer.Handler;

/**
 * Everything that can go wrong between SealMX and CouchDB, by name. None of these faults is an answer to the request.
 */
public final class Faults {

    private Faults() {}

    /** The fault with that name. */
    public static Handler named(String name) {
        return Optional.ofNullable(all().get(name)).orElseThrow();
    }

    /** All faults, by name. */
    public static Map<String, Handler> all() {
        Map<String, Handler> faults = new LinkedHashMap<>();
        faults.put("reset", (request, exchange) -> exchange.reset());
        faults.put("black hole", (request, exchange) -> exchange.hang());
        faults.put("slow body", (request, exchange) -> exchange.drip());
        faults.put("truncated", (request, exchange) -> exchange.truncated("{\"rows\":[{\"id\":\"d001\","));
        faults.put("half of the JSON", (request, exchange) -> exchange.json(200, "{\"rows\":[{\"id\":\"d001\","));
        faults.put("empty body", (request, exchange) -> exchange.json(200, ""));
        faults.put("two values", (request, exchange) -> exchange.json(200, "{\"rows\":[]}{}"));
        faults.put("a page", (request, exchange) -> exchange.answer(200, "text/html", "<html>Welcome</html>"));
        faults.put("another object", (request, exchange) -> exchange.json(200, "{\"hello\":\"world\"}"));
        faults.put("an array", (request, exchange) -> exchange.json(200, "[]"));
        faults.put("rows of another type", (request, exchange) -> exchange.json(200, "{\"rows\":{}, \"results\":17}"));
        faults.put(
                "rows without fields",
                (request, exchange) -> exchange.json(200, "{\"rows\":[{}], \"results\":[{}], \"last_seq\":1}"));
        faults.put(
                "partial rows",
                (request, exchange) -> exchange.json(200, "{\"rows\":[],\"error\":\"timeout\",\"reason\":\"x\"}"));
        faults.put("deep", (request, exchange) -> exchange.json(200, "[".repeat(5000) + "]".repeat(5000)));
        faults.put("no content", (request, exchange) -> exchange.answer(204, "application/json", ""));
        faults.put("redirect", (request, exchange) -> exchange.answer(302, "text/plain", "elsewhere"));
        for (int status : new int[] {400, 401, 403, 404, 408, 429, 500, 502, 503}) {
            faults.put(
                    status + " text/plain",
                    (request, exchange) -> exchange.answer(status, "text/plain", "alice@example.org is unknown"));
            faults.put(
                    status + " JSON",
                    (request, exchange) ->
                            exchange.json(status, "{\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}"));
        }
        return faults;
    }
}
