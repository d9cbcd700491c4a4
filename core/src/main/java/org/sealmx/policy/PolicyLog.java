package org.sealmx.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Printable;
import org.sealmx.directory.Route;
import org.sealmx.outage.OncePer;
import org.sealmx.outage.OutageLog;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why the policy refuses mail: whose, with which reply, and for which reason. What defers mail for
 * an account is said once an hour. Addresses only when the operator wants them. Safe for use by several threads.
 */
final class PolicyLog {

    static final Duration ACCOUNT_INTERVAL = Duration.ofHours(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientPolicy.class);

    private final boolean addresses;
    private final OncePer rarely;
    private final OutageLog faults;

    PolicyLog(boolean addresses, LongSupplier nanoTime) {
        this.addresses = addresses;
        this.rarely = OncePer.interval(ACCOUNT_INTERVAL, nanoTime);
        this.faults = new OutageLog(
                LOGGER,
                "Recipients deferred, the decision failed",
                "Recipients are decided upon again",
                () -> TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong()));
    }

    /** What is wrong with certificates, about the account. */
    static String reason(CertificateEvaluation evaluation) {
        if (evaluation instanceof CertificateEvaluation.Absent) {
            return "the directory has no OpenPGP key or S/MIME certificate for it";
        }
        String words = Printable.line(evaluation.describe());
        return evaluation instanceof CertificateEvaluation.SecretKey
                ? words
                : "its certificate cannot be used: " + words;
    }

    /** What is wrong with certificates that are usable, but not here. */
    static String reason(String problem, CertificateEvaluation.Usable certificates) {
        return "its certificate cannot be used: " + problem + ", fingerprint "
                + String.join(", ", certificates.certificateFingerprints());
    }

    /**
     * A route was decided upon.
     *
     * @param asked the address that leads to it
     */
    void decided(Decision decision, EmailAddress asked) {
        Route route = decision.route();
        Optional<Decision.Refused> refused =
                decision instanceof Decision.Refused known ? Optional.of(known) : Optional.empty();
        route.certificates().remarks().forEach(remark -> remark(route, remark, refused.map(Decision.Refused::reason)));
        refused.ifPresent(known -> refused(route, asked, known.refusal(), known.reason()));
    }

    private void refused(Route route, EmailAddress asked, Refusal refusal, String reason) {
        boolean remote = refusal.cause() == RefusalCause.REMOTE;
        String subject = remote ? "identity " + Printable.line(route.identity()) : "account " + route.account();
        if (rarely.isDue(subject + " " + reason)) {
            EmailAddress shown = remote ? asked : route.mailbox();
            String whose = addresses ? subject + " (" + Printable.line(shown.toString()) + ")" : subject;
            Reply reply = refusal.reply();
            LOGGER.warn(
                    "{} mail for {}, {} {}: {}.",
                    reply.isTransient() ? "Deferring" : "Refusing",
                    whose,
                    reply.code(),
                    reply.status(),
                    reason);
        }
    }

    /** Something is odd about the key material of an account, and it is not what its mail is refused for. */
    private void remark(Route route, String remark, Optional<String> reason) {
        boolean said = reason.map(words -> words.contains(remark)).orElse(false);
        if (!said && rarely.isDue(route.account() + " " + remark)) {
            LOGGER.warn("Account {}: {}", route.account(), Printable.line(remark));
        }
    }

    /** An alias has a destination without a mailbox, beside one with. */
    void deadEnd(Route sibling, BlockReason reason) {
        if (rarely.isDue(sibling.account() + " beside " + reason)) {
            LOGGER.warn(
                    "An alias of account {} has another destination that gets no mail: {}.",
                    sibling.account(),
                    reason.words());
        }
    }

    /** The directory cannot answer now; it tells of its outages itself, once each. */
    void unavailable(DirectoryUnavailableException outage) {
        LOGGER.debug("Recipient deferred, the directory is unavailable", outage);
    }

    /** The decision itself failed; the message of the exception is not ours and could name an address. */
    void failed(RuntimeException failure) {
        String kind = failure.getClass().getName();
        faults.failed(kind, kind);
        LOGGER.debug("The failure of the decision", failure);
    }

    /** A decision was made. */
    void succeeded() {
        faults.succeeded();
    }
}
