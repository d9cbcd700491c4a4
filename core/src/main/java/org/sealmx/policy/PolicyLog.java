package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
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
 * Logs why the policy refuses mail: for which account, with which reply, and for which reason. Each reason is logged
 * once an hour for each account. Addresses are logged only if configured.
 */
@ThreadSafe
final class PolicyLog implements PolicyListener {

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
                "The policy failed; recipients are deferred",
                "The policy works again",
                () -> TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong()));
    }

    /** What is wrong with an account's certificates, phrased about the account. */
    static String reason(CertificateEvaluation evaluation) {
        if (evaluation instanceof CertificateEvaluation.Absent) {
            return "the directory has no OpenPGP key or S/MIME certificate for it";
        }
        String words = Printable.line(evaluation.describe());
        return evaluation instanceof CertificateEvaluation.SecretKey
                ? words
                : "its certificate cannot be used: " + words;
    }

    /** Why certificates that are usable elsewhere cannot be used here. */
    static String reason(String problem, CertificateEvaluation.Usable certificates) {
        return "its certificate cannot be used: " + problem + ", fingerprint "
                + String.join(", ", certificates.certificateFingerprints());
    }

    /**
     * Logs a decision, if there is something to say. An outage of the store is nothing about the account, and logged by
     * what asks the store.
     *
     * @param asked the address that leads to it
     */
    @Override
    public void decided(Decision decision, EmailAddress asked) {
        Route route = decision.route();
        Optional<Decision.Refused> refused =
                decision instanceof Decision.Refused known ? Optional.of(known) : Optional.empty();
        route.certificates().remarks().forEach(remark -> remark(route, remark, refused.map(Decision.Refused::reason)));
        refused.filter(known -> known.refusal().cause() != RefusalCause.STORE_UNAVAILABLE)
                .ifPresent(known -> refused(route, asked, known.refusal(), known.reason()));
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

    /** Logs something odd about the key material of an account that is not the reason why its mail is refused. */
    private void remark(Route route, String remark, Optional<String> reason) {
        boolean said = reason.map(words -> words.contains(remark)).orElse(false);
        if (!said && rarely.isDue(route.account() + " " + remark)) {
            LOGGER.warn("Account {}: {}", route.account(), Printable.line(remark));
        }
    }

    /** Logs that an alias has a destination without a mailbox in addition to one that has a mailbox. */
    @Override
    public void deadEnd(Route sibling, BlockReason reason) {
        if (rarely.isDue(sibling.account() + " beside " + reason)) {
            LOGGER.warn(
                    "An alias of account {} has another destination that gets no mail: {}.",
                    sibling.account(),
                    reason.words());
        }
    }

    /** Logs, at DEBUG only, that the directory is unavailable: the directory itself logs each outage once. */
    @Override
    public void unavailable(DirectoryUnavailableException outage) {
        LOGGER.debug("Recipient deferred, the directory is unavailable", outage);
    }

    /**
     * Logs that the policy itself failed, by the class of the exception only: its message is not ours and could name an
     * address.
     */
    @Override
    public void failed(RuntimeException failure) {
        String kind = failure.getClass().getName();
        faults.failed(kind, kind);
        LOGGER.debug("The policy failed", failure);
    }

    /** Records that the policy reached a decision. */
    @Override
    public void succeeded() {
        faults.succeeded();
    }
}
