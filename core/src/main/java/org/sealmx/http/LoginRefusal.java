package org.sealmx.http;

/** What an answer says of the login. */
public enum LoginRefusal {
    /** Nothing. */
    NONE,
    /** The server does not take what was sent. */
    REFUSED,
    /** The server has locked the user out. */
    LOCKED
}
