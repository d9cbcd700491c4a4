package org.sealmx.policy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.ResolverSettings;
import org.sealmx.directory.Route;
import org.sealmx.openpgp.CertificateEvaluation;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that decides whether mail for a recipient is accepted or refused, and with which reply. RCPT, the matchers, the Postfix
 * look-ups and <i>explain</i> all ask here. What it decides holds for the instant of the question. Safe for use by several threads.
 */
public final class RecipientPolicy {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientPolicy.class);

    private final RecipientDirectory directory;
    private final LocalDomains domains;
    private final PolicySettings settings;
    private final Clock clock;
    private final String deliverDomain;
    private final RareLog rarely;

    /** With {@value ResolverSettings#DEFAULT_DELIVER_DOMAIN} as the domain of accounts' own addresses. */
    public RecipientPolicy(RecipientDirectory directory, LocalDomains domains, PolicySettings settings, Clock clock) {
        this(directory, domains, settings, clock, ResolverSettings.DEFAULT_DELIVER_DOMAIN);
    }

    /**
     * @param directory     who recipients are
     * @param domains       which domains are ours
     * @param settings      what the operator decided
     * @param clock         at which instant certificates must be valid
     * @param deliverDomain {@link ResolverSettings#deliverDomain()} of the directory
     */
    public RecipientPolicy(
            RecipientDirectory directory,
            LocalDomains domains,
            PolicySettings settings,
            Clock clock,
            String deliverDomain) {
        this.directory = directory;
        this.domains = domains;
        this.settings = settings;
        this.clock = clock;
        this.deliverDomain = deliverDomain;
        this.rarely = new RareLog(clock);
    }

    /**
     * The answer to RCPT. Who may write is not looked at for the null sender and for address-verification probes, whose answer Postfix
     * keeps for every other sender. Throws nothing: what fails is a refusal of class 4.
     */
    public Verdict atRcpt(ReversePath sender, EmailAddress recipient) {
        return settings.isProbe(sender) ? decide(ReversePath.nullPath(), recipient) : decide(sender, recipient);
    }

    /** The answer after DATA, for each recipient. Who may write is looked at for all but the null sender. Throws nothing. */
    public Verdict atData(ReversePath sender, EmailAddress recipient) {
        return decide(sender, recipient);
    }

    /**
     * Why nothing can be delivered along a route at this instant; the reason is logged in words, at most once an hour for an account.
     *
     * @return empty when mail can be delivered
     */
    public Optional<Refusal> refusalOf(Route route) {
        if (route.remote() && !settings.forwardingEnabled()) {
            return refuse(route, RefusalCause.REMOTE, Replies.NOT_CONFIRMED, "forwarding is not enabled");
        }
        if (route.overQuota()) {
            return refuse(route, RefusalCause.OVER_QUOTA, overQuota().reply(), "over quota");
        }
        CertificateEvaluation evaluation = route.certificates().evaluate(clock.instant());
        warnOfKeyMaterial(route, evaluation);
        if (!(evaluation instanceof CertificateEvaluation.Usable)) {
            boolean defer = settings.noCertificate() == Response.DEFER;
            Reply reply = defer ? Replies.CANNOT_RECEIVE_NOW : Replies.CANNOT_RECEIVE;
            return refuse(route, RefusalCause.NO_USABLE_CERTIFICATE, reply, reason(evaluation));
        }
        return Optional.empty();
    }

    private static String reason(CertificateEvaluation evaluation) {
        return evaluation instanceof CertificateEvaluation.SecretKey
                        || evaluation instanceof CertificateEvaluation.Absent
                ? evaluation.describe()
                : "certificate " + evaluation.describe();
    }

    private void warnOfKeyMaterial(Route route, CertificateEvaluation evaluation) {
        for (String remark : route.certificates().remarks()) {
            if (!remark.equals(evaluation.describe()) && rarely.isDue(route.account() + " " + remark)) {
                LOGGER.warn("Account {}: {}", route.account(), remark);
            }
        }
    }

    /** What a sender is told when a mailbox is full, whether the directory says so or the store. */
    public Refusal overQuota() {
        boolean defer = settings.overQuota() == Response.DEFER;
        return new Refusal(RefusalCause.OVER_QUOTA, defer ? Replies.OVER_QUOTA : Replies.OVER_QUOTA_REJECTED);
    }

    /** What a sender is told when the directory knows an address, or a destination of it, and no mailbox behind it. */
    public static Refusal refusalOf(BlockReason reason) {
        return new Refusal(
                reason == BlockReason.BROKEN_IDENTITY ? RefusalCause.BROKEN_IDENTITY : RefusalCause.BLOCKED,
                switch (reason) {
                    case DISABLED, ORPHANED -> Replies.ACCOUNT_DISABLED;
                    case ALIAS_LOOP -> Replies.ALIAS_LOOP;
                    case ALIAS_TOO_DEEP -> Replies.ALIAS_TOO_DEEP;
                    case TOO_MANY_DESTINATIONS -> Replies.TOO_MANY_DESTINATIONS;
                    case UNKNOWN_DESTINATION -> Replies.NO_SUCH_ADDRESS;
                    case BROKEN_IDENTITY -> Replies.CANNOT_RECEIVE_NOW;
                });
    }

    private Verdict decide(ReversePath sender, EmailAddress recipient) {
        if (!domains.contains(recipient) && !recipient.domain().equals(deliverDomain)) {
            return refuse(RefusalCause.NOT_OUR_DOMAIN, Replies.NOT_OUR_DOMAIN);
        }
        try {
            return decide(sender, directory.resolve(recipient));
        } catch (DirectoryUnavailableException e) {
            LOGGER.warn("Recipient deferred, the directory is unavailable: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Its message is not ours and could name an address.
            LOGGER.error(
                    "Recipient deferred, the decision failed: {}", e.getClass().getName());
            LOGGER.debug("The failure of the decision", e);
        }
        return refuse(RefusalCause.DIRECTORY_UNAVAILABLE, Replies.DIRECTORY_UNAVAILABLE);
    }

    private Verdict decide(ReversePath sender, Resolution resolution) {
        if (resolution instanceof Resolution.Routes routes) {
            return decide(sender, routes);
        }
        return resolution instanceof Resolution.Blocked blocked
                ? new Verdict.Refuse(refusalOf(blocked.reason()))
                : refuse(RefusalCause.UNKNOWN, Replies.NO_SUCH_ADDRESS);
    }

    private Verdict decide(ReversePath sender, Resolution.Routes routes) {
        if (!routes.senderRule().permits(sender)) {
            return refuse(RefusalCause.SENDER_NOT_PERMITTED, Replies.SENDER_NOT_PERMITTED);
        }
        routes.blocked().forEach(reason -> warnOfDeadEnd(routes.routes().get(0), reason));
        // Every route is looked at, not only the first that is free: each that refuses is to be logged.
        List<Optional<Refusal>> refusals =
                routes.routes().stream().map(this::refusalOf).toList();
        return refusals.stream().anyMatch(Optional::isEmpty)
                ? new Verdict.Accept(routes)
                : new Verdict.Refuse(refusals.get(0).orElseThrow());
    }

    private void warnOfDeadEnd(Route sibling, BlockReason reason) {
        if (rarely.isDue(sibling.account() + " beside " + reason)) {
            LOGGER.warn(
                    "An alias of account {} has another destination that gets no mail: {}", sibling.account(), reason);
        }
    }

    private Optional<Refusal> refuse(Route route, RefusalCause cause, Reply reply, String reason) {
        if (rarely.isDue(route.account() + " " + reason)) {
            LOGGER.warn("Account {} cannot receive mail: {} ({})", route.account(), reason, reply.status());
        }
        return Optional.of(new Refusal(cause, reply));
    }

    private static Verdict refuse(RefusalCause cause, Reply reply) {
        return new Verdict.Refuse(new Refusal(cause, reply));
    }
}
