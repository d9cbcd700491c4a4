package org.sealmx.http;

/** What lets us in. Implementations show nothing of it in {@link Object#toString()}. */
public interface Authorization {

    /** The name of the header field; {@code Authorization} (RFC 9110 section 11.6.2) unless it is another. */
    default String field() {
        return "Authorization";
    }

    /** The value of the header field, a secret. */
    String header();
}
