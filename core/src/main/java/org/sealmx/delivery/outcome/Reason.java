package org.sealmx.delivery.outcome;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** Why an outcome is what it is, in one word of a fixed set, for logs and metrics. */
public enum Reason {
    /** The sealed message is in the store. */
    STORED,
    /** The sealed message was handed over to the server that forwards it. */
    FORWARDED,
    NOT_OUR_DOMAIN,
    UNKNOWN,
    BLOCKED,
    NO_STORE_NAME,
    SENDER_NOT_PERMITTED,
    OVER_QUOTA,
    NO_USABLE_CERTIFICATE,
    REMOTE,
    FORWARD_LOOP,
    DIRECTORY_UNAVAILABLE,
    BROKEN_IDENTITY,
    MESSAGE_TOO_LARGE,
    NEXT_HOP,
    STORE_UNAVAILABLE,
    /** A step or a mailet of the operator gave the reply. */
    CONFIGURED,
    /** A reply of the protocol, to an address that it does not allow here. */
    ADDRESS_NOT_ALLOWED,
    TOO_MANY_RECIPIENTS,
    /** A line is too long, or does not end with CR LF. */
    MALFORMED_MESSAGE,
    /** There was no room for the message in time. */
    TOO_BUSY,
    SEALING_FAILED,
    STORE_FULL,
    JOURNAL_UNAVAILABLE,
    /** No mailet has reported anything, or one has failed. */
    NOT_CONFIRMED,
    /** A fault in SealMX or in James. */
    FAULT;

    private static final Map<Reply, Reason> BY_REPLY = Map.ofEntries(
            Map.entry(Replies.ADDRESS_SYNTAX, ADDRESS_NOT_ALLOWED),
            Map.entry(Replies.MESSAGE_TOO_BIG, MESSAGE_TOO_LARGE),
            Map.entry(Replies.LINE_TOO_LONG, MALFORMED_MESSAGE),
            Map.entry(Replies.BARE_CR_OR_LF, MALFORMED_MESSAGE),
            Map.entry(Replies.DIRECTORY_UNAVAILABLE, DIRECTORY_UNAVAILABLE),
            Map.entry(Replies.STORE_UNAVAILABLE, STORE_UNAVAILABLE),
            Map.entry(Replies.FORWARD_UNAVAILABLE, NEXT_HOP),
            Map.entry(Replies.JOURNAL_UNAVAILABLE, JOURNAL_UNAVAILABLE),
            Map.entry(Replies.STORE_FULL, STORE_FULL),
            Map.entry(Replies.TOO_BUSY, TOO_BUSY),
            Map.entry(Replies.NOT_CONFIRMED, NOT_CONFIRMED),
            Map.entry(Replies.SEALING_FAILED, SEALING_FAILED));

    /** Whether it is the reason for a success. */
    public boolean isSuccess() {
        return this == STORED || this == FORWARDED;
    }

    /** The word, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason that a cause is. */
    public static Reason of(RefusalCause cause) {
        return valueOf(cause.name());
    }

    /** The reason for a reply that is given for one reason only; empty for any other. */
    public static Optional<Reason> of(Reply reply) {
        return Optional.ofNullable(BY_REPLY.get(reply));
    }
}
