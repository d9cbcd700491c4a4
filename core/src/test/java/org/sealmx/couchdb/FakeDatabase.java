package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.sealmx.couchdb.ScriptedServer.Request;

/** One database of {@link FakeCouchDb}. */
public final class FakeDatabase {

    private final String name;
    private final String made = UUID.randomUUID().toString();
    private final TreeMap<String, ObjectNode> documents = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, Set<String>> revisions = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private int lastSeq;
    private int purges;

    record Change(int seq, String id, boolean deleted) {}

    FakeDatabase(String name) {
        this.name = name;
    }

    /** Stores a document, whatever its current revision. */
    public synchronized void store(JsonNode document) {
        String id = document.get("_id").textValue();
        ObjectNode copy = document.deepCopy();
        documents.put(id, copy.put("_rev", (lastSeq + 1) + "-0123"));
        deleted.remove(id);
        changed(id, false);
    }

    /** Deletes a document. */
    public synchronized void delete(String id) {
        if (documents.remove(id) != null) {
            deleted.add(id);
        }
        changed(id, true);
    }

    /** Removes a document as if it had never existed: no change reports it. */
    public synchronized void purge(String id) {
        documents.remove(id);
        changes.removeIf(change -> change.id().equals(id));
        purges++;
    }

    /** Carries out a PUT or a DELETE, which needs the current revision; returns empty if it succeeded. */
    public synchronized Optional<Refusal> write(String id, Request request) throws IOException {
        Optional<ObjectNode> current = get(id);
        Optional<Refusal> refusal = StrictFront.refuseRevision(
                request, current.map(stored -> stored.get("_rev").textValue()));
        if (refusal.isEmpty() && request.method().equals("DELETE")) {
            delete(id);
        } else if (refusal.isEmpty()) {
            ObjectNode document = (ObjectNode) FakeCouchDb.MAPPER.readTree(request.text());
            if (document.path("_deleted").asBoolean()) {
                delete(id);
            } else {
                current.ifPresent(stored -> keepAttachments(document, stored));
                store(document.put("_id", id));
            }
        }
        return refusal;
    }

    /** An attachment that the new document only names keeps its content. */
    private static void keepAttachments(ObjectNode document, ObjectNode stored) {
        for (Map.Entry<String, JsonNode> attachment :
                document.path("_attachments").properties()) {
            if (attachment.getValue().path("stub").asBoolean()) {
                attachment.setValue(stored.path("_attachments").path(attachment.getKey()));
            }
        }
    }

    /** A document as CouchDB returns it: it names the attachments without their content. */
    static ObjectNode withoutData(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        for (JsonNode attachment : copy.path("_attachments")) {
            ObjectNode stub = (ObjectNode) attachment;
            stub.remove("data");
            stub.put("stub", true);
            stub.put("revpos", stub.path("revpos").asInt(1));
        }
        return copy;
    }

    /** The reason why a document does not exist. */
    synchronized String absence(String id) {
        return deleted.contains(id) ? "deleted" : "missing";
    }

    /** {@code _bulk_docs} with {@code new_edits} false: a revision that once existed changes nothing. */
    synchronized void bulk(JsonNode body) {
        for (JsonNode document : body.path("docs")) {
            String id = document.get("_id").textValue();
            String revision = document.get("_rev").textValue();
            if (revisions.computeIfAbsent(id, key -> new HashSet<>()).add(revision)) {
                documents.put(id, document.deepCopy());
                changed(id, false);
            }
        }
    }

    /** A document. */
    public synchronized Optional<ObjectNode> get(String id) {
        return Optional.ofNullable(documents.get(id));
    }

    /** All documents, by id. */
    public synchronized SortedMap<String, ObjectNode> documents() {
        return new TreeMap<>(documents);
    }

    synchronized String info() {
        return FakeCouchDb.MAPPER
                .createObjectNode()
                .put("db_name", name)
                .put("doc_count", documents.size())
                .put("instance_start_time", made)
                .put("purge_seq", purges + "-opaque")
                .toString();
    }

    /** The last change of each document after a sequence, in order. */
    synchronized List<Change> changesAfter(int seq) {
        Map<String, Change> last = new HashMap<>();
        changes.forEach(change -> last.put(change.id, change));
        return changes.stream()
                .filter(change -> change.seq > seq && change.equals(last.get(change.id)))
                .toList();
    }

    synchronized int lastSeq() {
        return lastSeq;
    }

    /** Waits for a change after a sequence, but at most for that time. */
    synchronized void awaitChange(int seq, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; lastSeq <= seq && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private synchronized void changed(String id, boolean deleted) {
        changes.add(new Change(++lastSeq, id, deleted));
        notifyAll();
    }
}
