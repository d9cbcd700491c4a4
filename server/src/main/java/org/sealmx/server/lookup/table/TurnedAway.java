package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;

/** Counts what no table was asked, or what got no answer of its table. */
@ThreadSafe
@FunctionalInterface
public interface TurnedAway {

    /** Why. */
    enum Cause {
        /** It is no request of the protocol, or one that is too long: its connection is closed. */
        MALFORMED("malformed"),
        /** There are too many connections, or too many look-ups at once: Postfix defers. */
        NO_ROOM("no-room"),
        /** The table took too long: Postfix defers. */
        TOO_SLOW("too-slow");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        /** The word for metrics, in lower case. */
        public String word() {
            return word;
        }
    }

    /** A look-up, or a connection for look-ups, is turned away. Returns at once and throws nothing. */
    void turnedAway(Cause cause);
}
