package org.sealmx.server.webadmin.directory;

import java.util.stream.Collectors;
import org.apache.james.webadmin.Constants;
import org.apache.james.webadmin.utils.ErrorResponder;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.Objection;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.server.webadmin.WebAdminErrors;
import spark.HaltException;
import spark.Response;

/** Errors for certificates that are not taken: the words in {@code message}, the reasons in {@code details}. */
final class Refusals {

    private Refusals() {}

    /** The error: 404 without an identity, 409 when the state of the directory is why, otherwise 400. */
    static HaltException of(Response response, Admission.Refused refused) {
        String words = refused.objections().stream().map(Objection::words).collect(Collectors.joining("; "));
        String reasons =
                refused.objections().stream().map(CertificateJson::word).collect(Collectors.joining(","));
        response.type(Constants.JSON_CONTENT_TYPE);
        WebAdminErrors.harden(response);
        return ErrorResponder.builder()
                .statusCode(status(refused))
                .type(type(refused))
                .message("the certificate is not taken: " + words
                        + (refused.forceWouldHelp() ? " (force=true takes it all the same)" : ""))
                .cause(new Exception(reasons))
                .haltError();
    }

    private static int status(Admission.Refused refused) {
        return switch (type(refused)) {
            case NOT_FOUND -> 404;
            case WRONG_STATE -> 409;
            default -> 400;
        };
    }

    private static ErrorType type(Admission.Refused refused) {
        Reason first = refused.objections().get(0).reason();
        return switch (first) {
            case ADDRESS -> ErrorType.NOT_FOUND;
            case DOCUMENT, LOSES_REVOCATION, WEAKER, LOSES_KEY -> ErrorType.WRONG_STATE;
            case UNREADABLE, UNUSABLE, TRIAL, SECRET_KEY, OTHER_ADDRESS -> ErrorType.INVALID_ARGUMENT;
        };
    }
}
