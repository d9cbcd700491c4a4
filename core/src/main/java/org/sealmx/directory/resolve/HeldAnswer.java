package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;

/**
 * What a directory holds in memory about an address.
 *
 * @param state whether it is used
 * @param since when the directory was asked, or the file was read; empty when nothing is held
 */
@Immutable
public record HeldAnswer(State state, Optional<Instant> since) {

    /** What becomes of an answer. */
    public enum State {
        /** This program keeps nothing in memory. */
        NOTHING_KEPT,
        /** There is no answer about the address. */
        NONE,
        /** All documents are in memory, those of the address with them. */
        ALL_DOCUMENTS,
        /** There is an answer, and it is used. */
        USED,
        /** There is an answer, and it is used as long as the directory does not answer. */
        USED_IN_OUTAGE,
        /** There is an answer that is not used any more: it is too old, or something that it depends on has changed. */
        NOT_USED
    }

    /** For a program that keeps nothing in memory. */
    public static HeldAnswer nothingKept() {
        return new HeldAnswer(State.NOTHING_KEPT, Optional.empty());
    }

    /** For an address about which there is no answer. */
    public static HeldAnswer none() {
        return new HeldAnswer(State.NONE, Optional.empty());
    }
}
