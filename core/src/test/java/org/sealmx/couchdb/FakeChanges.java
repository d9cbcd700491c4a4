package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sealmx.couchdb.FakeDatabase.Change;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Request;

/** The changes feed of {@link FakeCouchDb}. */
final class FakeChanges {

    private FakeChanges() {}

    static void answer(FakeDatabase database, Request request, Exchange exchange) throws IOException {
        String since = request.query().getOrDefault("since", "0");
        if (!since.equals("now") && !since.matches("\\d+(-opaque)?")) {
            new Refusal(400, "bad_request", "Malformed sequence supplied in 'since' parameter.").answer(exchange);
            return;
        }
        int seq = since.equals("now") ? database.lastSeq() : Integer.parseInt(since.replace("-opaque", ""));
        boolean documents = "true".equals(request.query().get("include_docs"));
        if (!"continuous".equals(request.query().get("feed"))) {
            ObjectNode answer = FakeCouchDb.MAPPER.createObjectNode();
            ArrayNode results = answer.putArray("results");
            List<Change> changes = database.changesAfter(seq).stream()
                    .limit(Long.parseLong(request.query().getOrDefault("limit", "0")))
                    .toList();
            changes.forEach(change -> results.add(row(database, change, documents)));
            int last = changes.isEmpty() ? seq : changes.get(changes.size() - 1).seq();
            exchange.json(200, answer.put("last_seq", last + "-opaque").toString());
            return;
        }
        exchange.chunks();
        exchange.chunk("\n");
        long heartbeat = Long.parseLong(request.query().getOrDefault("heartbeat", "60000"));
        while (!exchange.await(0, TimeUnit.MILLISECONDS)) {
            try {
                database.awaitChange(seq, heartbeat);
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            List<Change> changes = database.changesAfter(seq);
            for (Change change : changes) {
                exchange.chunk(row(database, change, documents) + "\n");
                seq = change.seq();
            }
            if (changes.isEmpty()) {
                exchange.chunk("\n");
            }
        }
    }

    private static ObjectNode row(FakeDatabase database, Change change, boolean documents) {
        ObjectNode row = FakeCouchDb.MAPPER
                .createObjectNode()
                .put("seq", change.seq() + "-opaque")
                .put("id", change.id());
        row.putArray("changes").addObject().put("rev", change.seq() + "-0123");
        if (change.deleted()) {
            row.put("deleted", true);
        }
        if (documents) {
            row.set("doc", database.get(change.id()).orElseGet(() -> FakeCouchDb.MAPPER
                    .createObjectNode()
                    .put("_id", change.id())
                    .put("_deleted", true)));
        }
        return row;
    }
}
