package org.sealmx.http;

import com.google.errorprone.annotations.Immutable;

/**
 * What a request sends to be let in: credentials, or a session. Implementations do not show it in
 * {@link Object#toString()}.
 */
@Immutable
public interface Authorization {

    /** The name of the header field; {@code Authorization} (RFC 9110 section 11.6.2) by default. */
    default String field() {
        return "Authorization";
    }

    /** The value of the header field; secret. */
    String header();
}
