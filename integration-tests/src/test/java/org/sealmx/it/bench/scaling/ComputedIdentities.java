package org.sealmx.it.bench.scaling;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * A server that answers as a CouchDB with any number of accounts would, and has none of them: it makes each document
 * when it is asked for. All have the same certificate; a node reads and keeps it anew for each. What a real database of
 * that size costs itself, it does not show.
 */
final class ComputedIdentities implements AutoCloseable {

    static final String DATABASE = "identities";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "user-";
    private static final String DOMAIN = "@example.org";

    private final FakeCouchDb couchDb = new FakeCouchDb();
    private final int accounts;
    private final String certificate;

    ComputedIdentities(int accounts, String certificate) {
        this.accounts = accounts;
        this.certificate = certificate;
        couchDb.server().withoutRecord();
        couchDb.database(DATABASE).store(document(0).put("address", "postmaster" + DOMAIN));
        couchDb.fault(request -> request.path().endsWith("/_view/by_address"), this::answer);
    }

    /** Its URL. */
    URI url() {
        return couchDb.server().uri();
    }

    /** The address of an account. */
    static String address(int number) {
        return PREFIX + "%07d".formatted(number) + DOMAIN;
    }

    private void answer(Request request, Exchange exchange) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode rows = answer.putArray("rows");
        JSON.readTree(request.body()).path("keys").forEach(key -> find(key.textValue())
                .ifPresent(document -> rows.addObject()
                        .put("id", document.get("_id").textValue())
                        .put("key", key.textValue())
                        .set("doc", document)));
        exchange.json(200, answer.toString());
    }

    private Optional<ObjectNode> find(String address) {
        if (address.equals("postmaster" + DOMAIN)) {
            return couchDb.database(DATABASE).get(document(0).get("_id").textValue());
        }
        if (!address.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int number = Integer.parseInt(address, PREFIX.length(), address.length() - DOMAIN.length(), 10);
        return number < accounts ? Optional.of(document(number)) : Optional.empty();
    }

    private ObjectNode document(int number) {
        ObjectNode document = JSON.createObjectNode()
                .put("_id", "%032x".formatted(number * 7919L))
                .put("_rev", "1-0123")
                .put("type", "Identity")
                .put("user_id", "%032x".formatted(number * 104_729L))
                .put("address", address(number))
                .put("destination", address(number));
        document.putObject("keys").put("pgp", certificate);
        return document;
    }

    @Override
    public void close() {
        couchDb.close();
    }
}
