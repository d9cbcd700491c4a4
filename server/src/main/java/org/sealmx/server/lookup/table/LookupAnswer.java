package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.Immutable;

/** What a table answers: it finds a value, finds none, or cannot tell now. An outage is never {@link NotFound}. */
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

    /**
     * Nothing is known about the key now, or it must not be used now: Postfix defers.
     *
     * @param reason one line for Postfix' log, without addresses
     */
    @Immutable
    record Unavailable(String reason) implements LookupAnswer {}
}
