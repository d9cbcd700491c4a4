package org.sealmx.server.page.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/** What answers the requests. */
@ThreadSafe
public interface PageService {

    /** Which threads answer a request, so that a flood of one kind does not keep those of the other waiting. */
    enum Lane {
        /** Logins. */
        LOGIN,
        /** Everything else. */
        OTHER
    }

    /**
     * Answers what costs nothing: what is refused, and what is in memory. Called on the thread that reads from all
     * connections, so it must not wait for anything.
     *
     * @return empty when {@link #answer} is to be called
     */
    Optional<PageResponse> atOnce(PageRequest request);

    /** The threads on which the request is answered. */
    Lane laneOf(PageRequest request);

    /** Answers a request, on one of the threads of its lane. An exception becomes a 500 that says nothing. */
    PageResponse answer(PageRequest request);

    /**
     * A response that says what is wrong, for requests that the server itself refuses.
     *
     * @param status the status code
     * @param words one sentence for people
     */
    PageResponse problem(int status, String words);
}
