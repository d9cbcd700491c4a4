package org.sealmx.http;

import java.util.List;

/**
 * An answer of a server.
 *
 * @param status the HTTP status
 * @param cookies the values of the {@code Set-Cookie} fields; secret
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once and discarded
public record Answer(int status, List<String> cookies, byte[] body) {

    /** Whether the status is of class 2. */
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Shows only the status. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
