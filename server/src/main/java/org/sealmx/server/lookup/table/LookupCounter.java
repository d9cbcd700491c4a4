package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;

/** Counts what Postfix is answered. */
@ThreadSafe
@FunctionalInterface
public interface LookupCounter {

    /** What a look-up came to. */
    enum Result {
        /** The key has a value. */
        FOUND("found"),
        /** The key has none. */
        NOT_FOUND("not-found"),
        /** Mail for the key waits: Postfix defers. */
        DEFERRED("deferred"),
        /** Nothing is known about the key now, or the look-up failed: Postfix defers. */
        UNAVAILABLE("unavailable");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /** The word for metrics, in lower case. */
        public String word() {
            return word;
        }

        static Result of(LookupAnswer answer) {
            if (answer instanceof LookupAnswer.Found) {
                return FOUND;
            }
            if (answer instanceof LookupAnswer.Deferred) {
                return DEFERRED;
            }
            return answer instanceof LookupAnswer.Unavailable ? UNAVAILABLE : NOT_FOUND;
        }
    }

    /** A look-up is over. Returns at once and throws nothing. */
    void answered(PostfixMap map, Result result);
}
