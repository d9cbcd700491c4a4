package org.sealmx.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Thrown when CouchDB, or Soledad, did not do what was requested. The message names the request and the HTTP status,
 * but nothing that was sent or received: no addresses, credentials or documents.
 */
public final class ServerException extends Exception {

    /** What went wrong, as far as callers distinguish it. */
    public enum Kind {
        /** No answer in time, no connection, a broken connection, or an error of the server. */
        UNAVAILABLE,
        /** The server does not accept the credentials, or they do not permit this request. */
        UNAUTHORISED,
        /** No such database, view or document. */
        NOT_FOUND,
        /** Another revision is there, or what should be created already exists. */
        CONFLICT,
        /** The server refuses the size of the request, or its answer exceeds the size limit. */
        TOO_LARGE,
        /** The server has no room left. */
        FULL,
        /** The server rejects the request as invalid. */
        REJECTED,
        /** The answer is not one of CouchDB's: it is not JSON, is cut short, or has another form. */
        NONSENSE
    }

    private final Kind kind;
    private final int status;
    private final String word;
    private final String reason;
    private final LoginRefusal login;

    private ServerException(
            Kind kind, int status, ErrorBody body, LoginRefusal login, String message, Optional<Exception> cause) {
        super(message, cause.orElse(null));
        this.kind = kind;
        this.status = status;
        this.word = body.word();
        this.reason = body.reason();
        this.login = login;
    }

    /** A fault without an HTTP status. */
    public static ServerException of(Kind kind, String message) {
        return new ServerException(kind, 0, ErrorBody.NONE, LoginRefusal.NONE, message, Optional.empty());
    }

    /** A request that is not sent because CouchDB would reject it. */
    public static ServerException rejected(String message) {
        return of(Kind.REJECTED, message);
    }

    /** Something that is needed is missing from a successful answer. */
    public static ServerException notFound(String message) {
        return of(Kind.NOT_FOUND, message);
    }

    /** A fault on the network. */
    public static ServerException unavailable(String message, Exception cause) {
        return new ServerException(Kind.UNAVAILABLE, 0, ErrorBody.NONE, LoginRefusal.NONE, message, Optional.of(cause));
    }

    /**
     * An answer that is not a success.
     *
     * @param error the error in the answer's body
     * @param login what the answer says about the login; {@link LoginRefusal#NONE} for one document of many, since the
     *     request itself was let in
     */
    public static ServerException ofAnswer(int status, ErrorBody error, LoginRefusal login, String request) {
        String word = error.word().isEmpty() ? "" : " (" + error.word() + ")";
        return ofStatus(status, error, login, "the server answered " + status + word + " to " + request);
    }

    /** As {@link #ofAnswer}, with another message. */
    public static ServerException ofStatus(int status, ErrorBody error, LoginRefusal login, String message) {
        return new ServerException(kindOf(status, error.word()), status, error, login, message, Optional.empty());
    }

    /** A copy of this exception for another thread. */
    ServerException again() {
        return new ServerException(
                kind, status, new ErrorBody(word, reason), login, String.valueOf(getMessage()), Optional.of(this));
    }

    private static Kind kindOf(int status, String word) {
        return switch (status) {
            case 400, 405, 406, 415, 416, 417 -> Kind.REJECTED;
            case 401, 403 -> Kind.UNAUTHORISED;
            case 404 -> Kind.NOT_FOUND;
            case 409, 412 -> Kind.CONFLICT;
            case 413 -> Kind.TOO_LARGE;
            case 507 -> Kind.FULL;
            case 408, 425, 429 -> Kind.UNAVAILABLE;
            default -> {
                if (status < 500) {
                    yield Kind.NONSENSE;
                }
                yield word.equals("enospc") ? Kind.FULL : Kind.UNAVAILABLE;
            }
        };
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /**
     * The HTTP status; empty when there was no answer, or when the answer's status was a success and its content was
     * not.
     */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** CouchDB's word for the error, for example {@code not_found}; empty when there is none. */
    public String word() {
        return word;
    }

    /**
     * Whether the server gave this reason. Reasons are only compared and never shown, since they may repeat what was
     * sent.
     */
    public boolean hasReason(String other) {
        return reason.equals(other);
    }

    /** Whether the server refused the login, and not the request itself. */
    public boolean isAboutCredentials() {
        return login != LoginRefusal.NONE;
    }

    /**
     * Whether the server has locked the user out after too many failed logins, which may be those of other programs.
     */
    public boolean isLockOut() {
        return login == LoginRefusal.LOCKED;
    }

    /** Whether the answer exceeds the limits of what is read, so that a request for less may succeed. */
    public boolean isAnswerTooLarge() {
        return kind == Kind.TOO_LARGE && status == 0;
    }

    /** Whether the same request may succeed when it is sent again or to another node. */
    public boolean isWorthRetrying() {
        return kind == Kind.UNAVAILABLE || kind == Kind.NONSENSE;
    }
}
