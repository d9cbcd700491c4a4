package org.sealmx.server.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Admission;
import org.sealmx.directory.edit.CertificateAdmission;
import org.sealmx.directory.edit.Objection;
import org.sealmx.directory.edit.Objection.Reason;
import org.sealmx.server.page.http.PageRequest;
import org.sealmx.server.page.http.PageResponse;
import org.sealmx.server.page.session.Account;
import org.sealmx.server.page.session.RateLimit;

/**
 * Takes a certificate from an account holder. Objections that concern only the reader of the mail can be overruled by
 * confirming each of them, after it was shown; the others cannot be overruled here.
 */
@ThreadSafe
final class Upload {

    /** The objections that an account holder may overrule: what goes wrong then goes wrong with their own mail. */
    static final Set<Reason> CONFIRMABLE = Set.of(Reason.OTHER_ADDRESS, Reason.WEAKER, Reason.LOSES_KEY);

    /** What a browser sends for a file, and what programs send for certificates. */
    private static final Set<String> TYPES = Set.of(
            "application/octet-stream",
            "application/pgp-keys",
            "application/pkix-cert",
            "application/x-pem-file",
            "application/x-x509-ca-cert",
            "text/plain");

    private static final String PARAMETER = "confirm";

    private final CertificateDesk desk;
    private final RateLimit limit;

    Upload(CertificateDesk desk, RateLimit limit) {
        this.desk = desk;
        this.limit = limit;
    }

    PageResponse answer(PageRequest request, Account account) {
        if (!request.mediaType().filter(TYPES::contains).isPresent()) {
            return PageJson.problem(415, "A certificate is sent as application/pgp-keys or application/octet-stream.");
        }
        if (request.body().length == 0) {
            return PageJson.problem(400, "The file is empty. Choose the file with your certificate.");
        }
        if (request.body().length > CertificateAdmission.MAX_OCTETS) {
            return PageJson.problem(
                    413,
                    "The file is larger than " + CertificateAdmission.MAX_OCTETS / 1024
                            + " KiB. Export the certificate without pictures and without signatures of others.");
        }
        Optional<Set<Reason>> confirmed = confirmed(request);
        if (confirmed.isEmpty()) {
            return PageJson.problem(400, "'" + PARAMETER + "' names an objection that cannot be overruled here.");
        }
        Optional<Duration> wait = limit.attempt(account.user());
        if (wait.isPresent()) {
            return PageJson.later(429, "There were too many files.", wait.get());
        }
        try {
            return response(desk.handIn(account, request.body(), confirmed.get()));
        } catch (DirectoryUnavailableException e) {
            return PageJson.problem(503, "The directory does not answer now, and nothing was changed. Try again later.")
                    .with("Retry-After", "60");
        }
    }

    /** Empty when the parameter has a word that does not name a confirmable objection. */
    private static Optional<Set<Reason>> confirmed(PageRequest request) {
        String words = request.parameter(PARAMETER).orElse("");
        Set<Reason> confirmed = EnumSet.noneOf(Reason.class);
        if (!words.isEmpty()) {
            for (String word : words.split(",", -1)) {
                Optional<Reason> reason = CONFIRMABLE.stream()
                        .filter(known -> known.name().equals(word))
                        .findFirst();
                if (reason.isEmpty()) {
                    return Optional.empty();
                }
                confirmed.add(reason.get());
            }
        }
        return Optional.of(confirmed);
    }

    private static PageResponse response(Admission admission) {
        ObjectNode json = PageJson.object();
        json.set("certificates", CertificateJson.of(admission.certificates()));
        json.set("replaces", CertificateJson.of(admission.replaces()));
        if (admission instanceof Admission.Refused refused) {
            boolean confirmable =
                    refused.objections().stream().allMatch(objection -> CONFIRMABLE.contains(objection.reason()));
            json.put("taken", false).put("confirmable", confirmable);
            json.set("objections", objections(refused.objections()));
            return PageJson.response(422, json);
        }
        return PageJson.response(200, json.put("taken", true));
    }

    private static ArrayNode objections(List<Objection> objections) {
        ArrayNode array = PageJson.object().arrayNode();
        for (Objection objection : objections) {
            array.addObject()
                    .put("reason", objection.reason().name())
                    .put("words", objection.words())
                    .put("consequence", Objects.requireNonNull(CONSEQUENCES.get(objection.reason())));
        }
        return array;
    }

    private static final String PROVIDER = "Only your provider can mend that: tell them.";

    /** What follows if the objection is overruled, as the account holder is asked; of the others, what to do. */
    private static final Map<Reason, String> CONSEQUENCES = Map.of(
            Reason.UNREADABLE,
            "Export your public key or certificate again with your mail program, to a file of its own, and hand"
                    + " in that file.",
            Reason.UNUSABLE,
            "If it has expired, extend it in your mail program; otherwise make a new key there. Then export the"
                    + " public key or certificate again, and hand in that file.",
            Reason.ADDRESS,
            PROVIDER,
            Reason.DOCUMENT,
            PROVIDER,
            Reason.TRIAL,
            "Try again later, or hand in another certificate.",
            Reason.OTHER_ADDRESS,
            "If this is somebody else's certificate, only they can read your future mail, and you cannot.",
            Reason.WEAKER,
            "Your future mail would be encrypted less strongly than now.",
            Reason.LOSES_KEY,
            "A device that has only the key that is missing here could not open your future mail.",
            Reason.SECRET_KEY,
            "Nothing of the file was kept. It holds your secret key, which nobody but you should have: export"
                    + " only the public key, and hand in that file.",
            Reason.LOSES_REVOCATION,
            "This certificate was withdrawn, and the file is older than that. Hand in a current or a new one.");

    static {
        if (!CONSEQUENCES.keySet().containsAll(EnumSet.allOf(Reason.class))) {
            throw new IllegalStateException("a consequence is missing");
        }
    }
}
