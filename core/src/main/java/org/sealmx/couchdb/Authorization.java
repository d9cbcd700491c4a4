package org.sealmx.couchdb;

/** What lets us in. Implementations show nothing of it in {@link Object#toString()}. */
public interface Authorization {

    /** The value of the header {@code Authorization} (RFC 9110 section 11.6.2), a secret. */
    String header();
}
