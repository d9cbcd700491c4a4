package org.sealmx.standalone.james;

import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import reactor.core.publisher.Mono;

/**
 * James' processor of IMAP commands, with the end of each answer written by the thread that has finished it.
 *
 * <p>James 3.8.1 leaves the end in a buffer for whoever is told of the completion. If a command comes while the one
 * before is still ending, that may be the connection's event loop, although another thread has written the beginning.
 * What the loop writes goes out at once; what others have written waits for the loop. The client then sees the tagged
 * line first and the message behind it, and takes the message for missing, or the connection for broken.
 *
 * <p>A program that sends commands without waiting for answers may still meet another such race of James.
 */
final class OrderedAnswers implements ImapProcessor {

    private final ImapProcessor processor;

    OrderedAnswers(ImapProcessor processor) {
        this.processor = processor;
    }

    @Override
    public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
        return processor.processReactive(message, responder, session).doOnTerminate(responder::flush);
    }

    @Override
    public void configure(ImapConfiguration configuration) {
        processor.configure(configuration);
    }
}
