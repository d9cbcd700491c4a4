package org.sealmx.hop;

import com.google.errorprone.annotations.Immutable;

/**
 * What has come of handing a message to the next server, or of asking whether it would take one. Reasons are for the
 * log: one line, without addresses.
 */
@Immutable
public sealed interface HopResult {

    /** The server has taken the message. */
    record Taken() implements HopResult {}

    /** The server would take a message for the recipient; none was sent. */
    record Willing() implements HopResult {}

    /**
     * The server has refused the message or its recipient, and certainly has not taken it.
     *
     * @param reply class 4 or 5
     */
    record Refused(HopReply reply) implements HopResult {}

    /** The server does not take a message of this size. */
    record TooLarge() implements HopResult {}

    /**
     * The server lacks an extension that the message needs.
     *
     * @param extension its keyword
     */
    record NotSupported(String extension) implements HopResult {}

    /**
     * The server could not be reached, or does not do what the protocol says.
     *
     * @param kind one of a few fixed words
     * @param reason for the log
     * @param mayBeTaken whether the whole message was sent, so that the server may have taken it
     */
    record Failed(String kind, String reason, boolean mayBeTaken) implements HopResult {}
}
