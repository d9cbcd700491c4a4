package org.sealmx.server.webadmin;

import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.HaltException;
import spark.Response;

/**
 * Errors as James' webadmin gives them: JSON with {@code statusCode}, {@code type} and {@code message}. A message is
 * one line that says what to do; it never repeats what the client sent. Pure functions.
 */
public final class WebAdminErrors {

    private WebAdminErrors() {}

    /** 400: the request makes no sense. */
    public static HaltException badRequest(Response response, String message) {
        return error(response, 400, ErrorType.INVALID_ARGUMENT, message);
    }

    /** 403: the request is refused, whatever it asks for. */
    public static HaltException forbidden(Response response, String message) {
        return error(response, 403, ErrorType.INVALID_ARGUMENT, message);
    }

    /** 404: there is no such thing. */
    public static HaltException notFound(Response response, String message) {
        return error(response, 404, ErrorType.NOT_FOUND, message);
    }

    /** 409: the request cannot be met in the present state. */
    public static HaltException conflict(Response response, String message) {
        return error(response, 409, ErrorType.WRONG_STATE, message);
    }

    /** 413: the body is too large. */
    public static HaltException tooLarge(Response response, String message) {
        return error(response, 413, ErrorType.INVALID_ARGUMENT, message);
    }

    /** 503: what is needed for the answer does not answer now. */
    public static HaltException unavailable(Response response, String message) {
        return error(response, 503, ErrorType.SERVER_ERROR, message);
    }

    /** Keeps an answer out of memories, and from being taken for something else than it says. */
    public static void harden(Response response) {
        response.header("Cache-Control", "no-store");
        response.header("X-Content-Type-Options", "nosniff");
    }

    private static HaltException error(Response response, int status, ErrorType type, String message) {
        response.type(Constants.JSON_CONTENT_TYPE);
        harden(response);
        return ErrorResponder.builder()
                .statusCode(status)
                .type(type)
                .message(message)
                .haltError();
    }
}
