package org.sealmx.delivery.journal.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal.State;
import org.sealmx.delivery.journal.couchdb.JournalRecord.Claim;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * Reads and writes the documents of deliveries. A write that meets another revision reads it and decides again; a claim
 * counts when its write was confirmed by a quorum of copies.
 */
@ThreadSafe
final class JournalRecords {

    private static final int ATTEMPTS = 5;

    private final CouchDbClient client;
    private final JournalDatabases databases;
    private final String owner;
    private final Duration lease;

    /**
     * @param owner the owner of this process' claims
     * @param lease how long they last
     */
    JournalRecords(CouchDbClient client, JournalDatabases databases, String owner, Duration lease) {
        this.client = client;
        this.databases = databases;
        this.owner = owner;
        this.lease = lease;
    }

    /**
     * A claimed delivery.
     *
     * @param database the database of its record
     * @param revision the revision of its record
     */
    record Held(DatabaseName database, DeliveryId id, Claim claim, String revision) {}

    /**
     * What came of an attempt to claim a delivery.
     *
     * @param held the delivery, when the state is NEW or UNCERTAIN
     */
    record Begun(State state, Optional<Held> held) {}

    /** Claims a delivery, unless it is done or another claim holds. */
    Begun claim(DatabaseName database, DeliveryId id, Claim claim, Instant now) throws IOException {
        State state = State.NEW;
        Optional<String> before = Optional.empty();
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<String> written = put(database, id, JournalRecord.begun(claim, now, lease), before);
            if (written.isPresent()) {
                return new Begun(state, Optional.of(new Held(database, id, claim, written.get())));
            }
            Optional<JsonNode> found = read(database, id);
            if (found.isPresent() && !isOf(found.get(), claim)) {
                state = state(found.get(), now);
                if (state == State.DONE || state == State.IN_PROGRESS) {
                    return new Begun(state, Optional.empty());
                }
            }
            // A record of this very claim is there when the answer to the first request was lost: it is written once
            // more, to learn whether a quorum has it.
            before = found.map(JournalRecords::revision);
        }
        throw changing();
    }

    /** What a database knows of a delivery; NEW when that is nothing, or the database does not exist. */
    State look(DatabaseName database, DeliveryId id, Instant now) throws IOException {
        Optional<JsonNode> found = read(database, id);
        return found.isPresent() ? state(found.get(), now) : State.NEW;
    }

    /**
     * Ends a claim. When another attempt has taken the delivery over, its record stays, except that DONE always counts.
     */
    void end(Held held, JournalRecord.State outcome) throws IOException {
        JournalRecord record = JournalRecord.ended(held.claim(), outcome);
        Optional<String> before = Optional.of(held.revision()).filter(revision -> !revision.isEmpty());
        for (int i = 0; i < ATTEMPTS; i++) {
            if (put(held.database(), held.id(), record, before).isPresent()) {
                return;
            }
            Optional<JsonNode> found = read(held.database(), held.id());
            if (found.isPresent()) {
                JournalRecord there = JournalRecord.of(found.get());
                boolean settled = there.state() == JournalRecord.State.DONE || there.equals(record);
                boolean takenOver = !there.claim().equals(held.claim());
                if (settled || (takenOver && outcome != JournalRecord.State.DONE)) {
                    return;
                }
            }
            before = found.map(JournalRecords::revision);
        }
        throw changing();
    }

    private static IOException changing() {
        return new IOException("the record of the delivery changes all the time");
    }

    private State state(JsonNode document, Instant now) throws IOException {
        JournalRecord record = JournalRecord.of(document);
        return switch (record.state()) {
            case DONE -> State.DONE;
            case NOT_STORED -> State.NEW;
            case UNCERTAIN -> State.UNCERTAIN;
            case BEGUN -> isOurs(document, record) || !record.isHeld(now, lease) ? State.UNCERTAIN : State.IN_PROGRESS;
        };
    }

    private boolean isOf(JsonNode document, Claim claim) throws IOException {
        JournalRecord record = JournalRecord.of(document);
        return record.claim().equals(claim) && isOurs(document, record);
    }

    /**
     * Whether this process made the claim and nobody else made one. Where several copies of the database have taken
     * different claims at the same moment, this one may be shown although another was confirmed.
     */
    private boolean isOurs(JsonNode document, JournalRecord record) {
        return record.claim().owner().equals(owner)
                && document.path("_conflicts").isEmpty();
    }

    private static String revision(JsonNode document) {
        return document.path("_rev").asText();
    }

    /** Writes a record; empty when its revision is not the current one. Creates the database when it is missing. */
    private Optional<String> put(DatabaseName database, DeliveryId id, JournalRecord record, Optional<String> revision)
            throws IOException {
        try {
            return write(database, id, record, revision);
        } catch (ServerException e) {
            if (!CouchDbClient.isMissingDatabase(e)) {
                throw failure(e);
            }
        }
        try {
            databases.require(database);
            return write(database, id, record, revision);
        } catch (ServerException e) {
            throw failure(e);
        }
    }

    private Optional<String> write(
            DatabaseName database, DeliveryId id, JournalRecord record, Optional<String> revision)
            throws ServerException {
        try {
            return Optional.of(client.put(database, record.document(id, revision)));
        } catch (ServerException e) {
            if (e.kind() != Kind.CONFLICT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<JsonNode> read(DatabaseName database, DeliveryId id) throws IOException {
        try {
            return client.document(database, id.hex());
        } catch (ServerException e) {
            if (!CouchDbClient.isMissingDatabase(e)) {
                throw failure(e);
            }
            return Optional.empty();
        }
    }

    /** A failure of the journal, which names no address: the message has only the path of the record. */
    static IOException failure(ServerException e) {
        return new IOException(e.getMessage(), e);
    }
}
