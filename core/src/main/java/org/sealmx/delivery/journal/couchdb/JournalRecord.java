package org.sealmx.delivery.journal.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.http.Json;

/**
 * The document of a delivery. Its {@code _id} is the delivery's id; it holds no address and nothing of the message.
 *
 * @param state what is known of the delivery
 * @param claim which attempt wrote it
 * @param until when the claim ends, by the clock of the node that made it; only for a delivery that has begun
 */
@Immutable
record JournalRecord(State state, Claim claim, Optional<Instant> until) {

    private static final String STATE = "state";
    private static final String OWNER = "owner";
    private static final String CLAIM = "claim";
    private static final String UNTIL = "until";

    /** What is known of a delivery. */
    enum State {
        BEGUN("begun"),
        DONE("done"),
        NOT_STORED("not-stored"),
        UNCERTAIN("uncertain");

        private final String word;

        State(String word) {
            this.word = word;
        }

        static Optional<State> of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One attempt of one process.
     *
     * @param owner the process: a random text
     * @param number counts the attempts of the process
     */
    @Immutable
    record Claim(String owner, long number) {}

    /** A delivery that begins. */
    static JournalRecord begun(Claim claim, Instant now, Duration lease) {
        return new JournalRecord(State.BEGUN, claim, Optional.of(now.plus(lease).truncatedTo(ChronoUnit.MILLIS)));
    }

    /** A delivery that ends. */
    static JournalRecord ended(Claim claim, State state) {
        return new JournalRecord(state, claim, Optional.empty());
    }

    /** @throws IOException when the document is not one of this class */
    static JournalRecord of(JsonNode document) throws IOException {
        Optional<State> state = State.of(document.path(STATE).asText());
        try {
            if (state.isPresent()
                    && document.path(OWNER).isTextual()
                    && document.path(CLAIM).isIntegralNumber()) {
                return new JournalRecord(
                        state.get(),
                        new Claim(
                                document.path(OWNER).textValue(),
                                document.path(CLAIM).longValue()),
                        state.get() == State.BEGUN
                                ? Optional.of(Instant.parse(document.path(UNTIL).asText()))
                                : Optional.empty());
            }
        } catch (DateTimeParseException e) {
            throw new IOException("the record is not one that SealMX writes", e);
        }
        throw new IOException("the record is not one that SealMX writes");
    }

    /** The document, for a new record or, with a revision, in place of an earlier one. */
    ObjectNode document(DeliveryId id, Optional<String> revision) {
        ObjectNode document = Json.object().put("_id", id.hex());
        revision.ifPresent(current -> document.put("_rev", current));
        document.put(STATE, state.word).put(OWNER, claim.owner()).put(CLAIM, claim.number());
        until.ifPresent(end -> document.put(UNTIL, end.toString()));
        return document;
    }

    /**
     * Whether another attempt is under way. A claim that lasts longer than any node would make it is from a clock that
     * was wrong, and counts as ended: mail must not wait until that time has come.
     */
    boolean isHeld(Instant now, Duration lease) {
        return until.filter(
                        end -> end.isAfter(now) && !end.isAfter(now.plus(lease).plus(lease)))
                .isPresent();
    }
}
