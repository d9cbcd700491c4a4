package org.sealmx.http;

/** What an answer says about the login. */
public enum LoginRefusal {
    /** Nothing. */
    NONE,
    /** The server does not accept the credentials or the session that was sent. */
    REFUSED,
    /** The server has locked the user out. */
    LOCKED
}
