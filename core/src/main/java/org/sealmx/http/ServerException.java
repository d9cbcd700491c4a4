package org.sealmx.http;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * CouchDB, or Soledad in front of it, did not do what was asked. The message names the request and the HTTP status and
 * nothing of what was sent or received: neither addresses nor credentials nor documents.
 */
public final class ServerException extends Exception {

    /** What went wrong, as far as callers treat it differently. */
    public enum Kind {
        /** No answer in time, no connection, a broken one, or an error of the server. */
        UNAVAILABLE,
        /** The server does not know the credentials, or does not permit this to them. */
        UNAUTHORISED,
        /** No such database, view or document. */
        NOT_FOUND,
        /** Another revision is there, or what should be made exists already. */
        CONFLICT,
        /** The server refuses the size of what was sent, or what it answers is larger than is read. */
        TOO_LARGE,
        /** The server has no room left. */
        FULL,
        /** The server says that it does not understand the request. */
        REJECTED,
        /** The answer is not what CouchDB answers: no JSON, cut short, or of another form. */
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

    /** What was to be asked is something that CouchDB would refuse. */
    public static ServerException rejected(String message) {
        return of(Kind.REJECTED, message);
    }

    /** What is needed is not there, though the server answered that it is all there is. */
    public static ServerException notFound(String message) {
        return of(Kind.NOT_FOUND, message);
    }

    /** A fault on the network. */
    public static ServerException unavailable(String message, Exception cause) {
        return new ServerException(Kind.UNAVAILABLE, 0, ErrorBody.NONE, LoginRefusal.NONE, message, Optional.of(cause));
    }

    /**
     * An answer that is no success.
     *
     * @param error the server's words
     * @param login what it says of the login; {@link LoginRefusal#NONE} for one document of many, since the request was
     *     let in
     */
    public static ServerException ofAnswer(int status, ErrorBody error, LoginRefusal login, String request) {
        String word = error.word().isEmpty() ? "" : " (" + error.word() + ")";
        return ofStatus(status, error, login, "the server answered " + status + word + " to " + request);
    }

    /** As {@link #ofAnswer}, with a message of one's own. */
    public static ServerException ofStatus(int status, ErrorBody error, LoginRefusal login, String message) {
        return new ServerException(kindOf(status, error.word()), status, error, login, message, Optional.empty());
    }

    /** The same fault for another thread. */
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

    /** The HTTP status; empty when there was no answer, or when the answer was a success in form only. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** CouchDB's own word for the error, for example {@code not_found}; empty when there is none. */
    public String word() {
        return word;
    }

    /** Whether the server gave this reason. Reasons are only compared: they may repeat what was sent. */
    public boolean hasReason(String other) {
        return reason.equals(other);
    }

    /** Whether it is the login that was refused, and not what the request wanted of the server. */
    public boolean isAboutCredentials() {
        return login != LoginRefusal.NONE;
    }

    /** Whether the server has locked the user out for too many failed logins, which may have been those of others. */
    public boolean isLockOut() {
        return login == LoginRefusal.LOCKED;
    }

    /** Whether the same request may succeed when it is sent again, or to another node. */
    public boolean isWorthRetrying() {
        return kind == Kind.UNAVAILABLE || kind == Kind.NONSENSE;
    }
}
