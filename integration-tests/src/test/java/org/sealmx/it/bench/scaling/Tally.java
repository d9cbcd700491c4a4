package org.sealmx.it.bench.scaling;

import java.util.List;

/**
 * What became of a load.
 *
 * @param sent messages
 * @param messageIds of those that were answered with 250
 * @param deferred attempts that were deferred (4xx, or no node answered), each followed by another
 * @param refused messages that were answered with 5xx
 * @param seconds from the first message to the last 250
 * @param replies milliseconds from the final dot to a reply 250, ascending
 * @param waits milliseconds from the moment when a message was to be handed over to its 250, ascending
 */
record Tally(
        int sent,
        List<String> messageIds,
        int deferred,
        int refused,
        double seconds,
        List<Double> replies,
        List<Double> waits) {

    Tally {
        messageIds = List.copyOf(messageIds);
        replies = replies.stream().sorted().toList();
        waits = waits.stream().sorted().toList();
    }

    /** Messages answered with 250. */
    int taken() {
        return messageIds.size();
    }

    /** Messages that were neither taken nor refused when the patience had ended. */
    int waiting() {
        return sent - taken() - refused;
    }

    /** Messages taken a second. */
    double rate() {
        return taken() / seconds;
    }
}
