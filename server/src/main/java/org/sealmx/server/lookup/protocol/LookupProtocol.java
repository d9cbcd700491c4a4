package org.sealmx.server.lookup.protocol;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A protocol in which Postfix looks keys up: the client sends one request, and the server one reply to each. */
@ThreadSafe
public interface LookupProtocol {

    /** Why there is no answer, when it takes too long. */
    String TOO_SLOW = "the answer takes too long";

    /** Its name in the log, with the tables behind it. */
    String name();

    /**
     * Takes the next request out of what has come in. Called on Netty's threads; does not wait.
     *
     * @param octets what has come in; what belongs to the request has been read from it when this returns one, and
     *     nothing when it returns none
     * @return the request without its frame; empty when some of it is missing
     * @throws MalformedRequestException when this is no request, or one that is too long
     */
    Optional<byte[]> take(ByteBuf octets) throws MalformedRequestException;

    /**
     * Answers a request. May wait for the directory or the store.
     *
     * @param request as {@link #take} gives it
     * @return the reply with its frame
     * @throws MalformedRequestException when the content of the request is malformed
     */
    byte[] answer(byte[] request) throws MalformedRequestException;

    /**
     * The reply to a malformed request, framed. Postfix takes it for an error of the table, and defers.
     *
     * @param problem one line of printable ASCII
     */
    byte[] malformed(String problem);

    /**
     * The reply when there can be no answer now, framed. Postfix defers.
     *
     * @param reason one line of printable ASCII
     */
    byte[] deferred(String reason);

    /** The reply when the answer takes too long, framed. Postfix defers. */
    byte[] timedOut();
}
