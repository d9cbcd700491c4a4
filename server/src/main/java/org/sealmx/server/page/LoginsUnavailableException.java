package org.sealmx.server.page;

/** James cannot say now whether a login is right. */
final class LoginsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    LoginsUnavailableException(Throwable cause) {
        super("the users cannot be read", cause);
    }
}
