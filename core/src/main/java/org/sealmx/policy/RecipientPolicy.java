package org.sealmx.policy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The one place that decides whether mail for a recipient is accepted or refused, and with which reply. RCPT, the matchers, the Postfix
 * look-ups and <i>explain</i> all ask here. What it decides holds for the instant of the question. Safe for use by several threads.
 */
public final class RecipientPolicy {

    private final RecipientDirectory directory;
    private final LocalDomains domains;
    private final PolicySettings settings;
    private final Clock clock;
    private final String deliverDomain;
    private final PolicyLog log;
    private final StoreNames names;

    /** With {@value ResolverSettings#DEFAULT_DELIVER_DOMAIN} as the domain of accounts' own addresses. */
    public RecipientPolicy(RecipientDirectory directory, LocalDomains domains, PolicySettings settings, Clock clock) {
        this(directory, domains, settings, clock, ResolverSettings.DEFAULT_DELIVER_DOMAIN);
    }

    /** Without addresses in the log. */
    public RecipientPolicy(
            RecipientDirectory directory,
            LocalDomains domains,
            PolicySettings settings,
            Clock clock,
            String deliverDomain) {
        this(directory, domains, settings, clock, deliverDomain, false, StoreNames.any());
    }

    /**
     * @param directory     who recipients are
     * @param domains       which domains are ours
     * @param settings      what the operator decided
     * @param clock         at which instant certificates must be valid
     * @param deliverDomain {@link ResolverSettings#deliverDomain()} of the directory
     * @param logAddresses  whether the log may name addresses
     * @param names         what the store can have a name for
     */
    public RecipientPolicy(
            RecipientDirectory directory,
            LocalDomains domains,
            PolicySettings settings,
            Clock clock,
            String deliverDomain,
            boolean logAddresses,
            StoreNames names) {
        this.directory = directory;
        this.domains = domains;
        this.settings = settings;
        this.clock = clock;
        this.deliverDomain = deliverDomain;
        this.names = names;
        this.log = new PolicyLog(logAddresses, System::nanoTime);
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
        return refusalOf(route, Optional.empty());
    }

    private Optional<Refusal> refusalOf(Route route, Optional<EmailAddress> asked) {
        Optional<Reason> reason = reasonOf(route);
        route.certificates().remarks().forEach(remark -> log.remark(route, remark, reason.map(Reason::words)));
        reason.ifPresent(known -> log.refused(route, asked, known.refusal(), known.words()));
        return reason.map(Reason::refusal);
    }

    /**
     * Why nothing can be delivered along a route at this instant, in words for the operator's log and without addresses. Logs nothing.
     *
     * @return empty when mail can be delivered
     */
    public Optional<String> explain(Route route) {
        return reasonOf(route).map(Reason::words);
    }

    private Optional<Reason> reasonOf(Route route) {
        if (route.remote() && !settings.forwardingEnabled()) {
            return Optional.of(new Reason(
                    new Refusal(RefusalCause.REMOTE, Replies.NOT_CONFIRMED),
                    "it points to another domain, and forwarding is not supported yet"));
        }
        Optional<String> unnamed = route.remote() ? Optional.empty() : names.problemWith(route.mailbox());
        if (unnamed.isPresent()) {
            return Optional.of(new Reason(noStoreName(), unnamed.get()));
        }
        if (route.overQuota()) {
            return Optional.of(new Reason(overQuota(), "the directory says that it is over quota"));
        }
        CertificateEvaluation evaluation = route.certificates().evaluate(clock.instant());
        if (!(evaluation instanceof CertificateEvaluation.Usable)) {
            boolean defer = settings.noCertificate() == Response.DEFER;
            Reply reply = defer ? Replies.CANNOT_RECEIVE_NOW : Replies.CANNOT_RECEIVE;
            return Optional.of(
                    new Reason(new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, reply), PolicyLog.reason(evaluation)));
        }
        return Optional.empty();
    }

    /** What a sender is told when a mailbox is full, whether the directory says so or the store. */
    public Refusal overQuota() {
        boolean defer = settings.overQuota() == Response.DEFER;
        return new Refusal(RefusalCause.OVER_QUOTA, defer ? Replies.OVER_QUOTA : Replies.OVER_QUOTA_REJECTED);
    }

    /** What a sender is told when the store can have no place of the account's name. It can be kept nowhere, so nobody has this address. */
    public static Refusal noStoreName() {
        return new Refusal(RefusalCause.NO_STORE_NAME, Replies.NO_SUCH_ADDRESS);
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
            Verdict verdict = decide(sender, recipient, directory.resolve(recipient));
            log.succeeded();
            return verdict;
        } catch (DirectoryUnavailableException e) {
            log.unavailable(e);
        } catch (RuntimeException e) {
            log.failed(e);
        }
        return refuse(RefusalCause.DIRECTORY_UNAVAILABLE, Replies.DIRECTORY_UNAVAILABLE);
    }

    private Verdict decide(ReversePath sender, EmailAddress recipient, Resolution resolution) {
        if (resolution instanceof Resolution.Routes routes) {
            return decide(sender, recipient, routes);
        }
        return resolution instanceof Resolution.Blocked blocked
                ? new Verdict.Refuse(refusalOf(blocked.reason()))
                : refuse(RefusalCause.UNKNOWN, Replies.NO_SUCH_ADDRESS);
    }

    private Verdict decide(ReversePath sender, EmailAddress recipient, Resolution.Routes routes) {
        if (!routes.senderRule().permits(sender)) {
            return refuse(RefusalCause.SENDER_NOT_PERMITTED, Replies.SENDER_NOT_PERMITTED);
        }
        routes.blocked().forEach(reason -> log.deadEnd(routes.routes().get(0), reason));
        // Every route is looked at, not only the first that is free: each that refuses is to be logged.
        List<Optional<Refusal>> refusals = routes.routes().stream()
                .map(route -> refusalOf(route, Optional.of(recipient)))
                .toList();
        return refusals.stream().anyMatch(Optional::isEmpty)
                ? new Verdict.Accept(routes)
                : new Verdict.Refuse(refusals.get(0).orElseThrow());
    }

    private static Verdict refuse(RefusalCause cause, Reply reply) {
        return new Verdict.Refuse(new Refusal(cause, reply));
    }

    /** A refusal and why, in words. */
    private record Reason(Refusal refusal, String words) {}
}
