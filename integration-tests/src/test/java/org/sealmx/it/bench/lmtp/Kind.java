package org.sealmx.it.bench.lmtp;

/**
 * A kind of message and how it is sent.
 *
 * @param title the head of its column
 * @param octets of a message
 * @param connections at the same time
 * @param recipients of each message
 * @param messages in a round
 */
record Kind(String title, int octets, int connections, int recipients, int messages) {

    /** As many messages as a peer gets in a round. */
    int messagesFor(Peer peer) {
        return Math.max(2, messages / peer.slowness());
    }
}
