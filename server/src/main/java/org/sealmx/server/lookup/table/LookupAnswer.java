package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.Immutable;

/** What a table answers: it finds a value, finds none, or has Postfix defer. An outage is never {@link NotFound}. */
@Immutable
public sealed interface LookupAnswer {

    /**
     * The key has a value.
     *
     * @param value one line
     */
    @Immutable
    record Found(String value) implements LookupAnswer {}

    /** The key has no value. To an access table of Postfix that means that there is no objection. */
    @Immutable
    record NotFound() implements LookupAnswer {}

    /** The key must not be used now: Postfix defers. */
    @Immutable
    sealed interface Later extends LookupAnswer {

        /** One line for Postfix' log, without addresses. */
        String reason();
    }

    /** The key is known, and mail for it waits, for want of a certificate for example. */
    @Immutable
    record Deferred(String reason) implements Later {}

    /** Nothing is known about the key now, since what has to be asked does not answer. */
    @Immutable
    record Unavailable(String reason) implements Later {}
}
