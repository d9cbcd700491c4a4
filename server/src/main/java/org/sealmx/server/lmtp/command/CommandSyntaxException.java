package org.sealmx.server.lmtp.command;

import org.sealmx.smtp.Reply;

/** A command line violates the RFC's syntax. Carries the reply. */
final class CommandSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    CommandSyntaxException(Reply reply) {
        super(reply.toString());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
