package org.sealmx.http;

import java.util.List;

/**
 * What a server answered.
 *
 * @param status of HTTP
 * @param cookies the values of the fields {@code Set-Cookie}, secrets
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once and thrown away
public record Answer(int status, List<String> cookies, byte[] body) {

    /** Whether the server has done what was asked. */
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Names the status only. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
