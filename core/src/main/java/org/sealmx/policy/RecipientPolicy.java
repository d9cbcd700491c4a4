package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.Route;
import org.sealmx.measure.LookUp;
import org.sealmx.measure.Measurements;
import org.sealmx.policy.MailboxCheck.Objection;
import org.sealmx.policy.PolicySettings.Response;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The one place that decides whether mail for a recipient is accepted or refused, and with which reply. It is asked
 * once at RCPT, and once more for each recipient after DATA; what it decides then, at one instant, travels with the
 * message, and matchers and mailets only look at it. Each call costs one resolution, and one evaluation of the
 * certificates of each route.
 */
@ThreadSafe
public final class RecipientPolicy {

    private final RecipientDirectory directory;
    private final OwnAddresses ours;
    private final PolicySettings settings;
    private final Clock clock;
    private final ChainLimits limits;
    private final PolicyListener listener;
    private final Measurements measurements;

    /**
     * @param directory resolves recipients
     * @param ours the addresses whose mail is ours to resolve
     * @param settings the operator's settings
     * @param clock gives the instant at which certificates must be valid
     * @param limits what the configured chain cannot do
     * @param logAddresses whether the log may name addresses
     */
    public RecipientPolicy(
            RecipientDirectory directory,
            OwnAddresses ours,
            PolicySettings settings,
            Clock clock,
            ChainLimits limits,
            boolean logAddresses) {
        this(directory, ours, settings, clock, limits, logAddresses, Measurements.none());
    }

    /** A policy that counts its look-ups. */
    public RecipientPolicy(
            RecipientDirectory directory,
            OwnAddresses ours,
            PolicySettings settings,
            Clock clock,
            ChainLimits limits,
            boolean logAddresses,
            Measurements measurements) {
        this(directory, ours, settings, clock, limits, new PolicyLog(logAddresses, System::nanoTime), measurements);
    }

    private RecipientPolicy(
            RecipientDirectory directory,
            OwnAddresses ours,
            PolicySettings settings,
            Clock clock,
            ChainLimits limits,
            PolicyListener listener,
            Measurements measurements) {
        this.measurements = measurements;
        this.directory = directory;
        this.ours = ours;
        this.settings = settings;
        this.clock = clock;
        this.limits = limits;
        this.listener = listener;
    }

    /**
     * The same policy about another directory's answers, or about another instant, which logs and counts nothing: for
     * explanations of what this policy does.
     *
     * @param other resolves recipients
     * @param at gives the instant at which certificates must be valid
     * @param told in place of the log
     */
    public RecipientPolicy explaining(RecipientDirectory other, Clock at, PolicyListener told) {
        return explaining(other, at, told, limits.certificates());
    }

    /**
     * The same, about certificates that were judged before.
     *
     * @param judged in place of what the configured chain says about certificates
     */
    public RecipientPolicy explaining(
            RecipientDirectory other, Clock at, PolicyListener told, SealableCertificates judged) {
        ChainLimits known = new ChainLimits(limits.names(), judged, limits.mailboxes(), limits.forwards());
        return new RecipientPolicy(other, ours, settings, at, known, told, Measurements.none());
    }

    /** Why the configured chain cannot seal to certificates that are otherwise usable; empty when it can. */
    public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
        return limits.certificates().problemWith(certificates);
    }

    /**
     * The answer to RCPT. The sender rule is not applied to the null sender or to address-verification probes, whose
     * answer Postfix caches for all other senders. Throws nothing: a failure becomes a refusal of class 4.
     */
    public Verdict atRcpt(ReversePath sender, EmailAddress recipient) {
        return atRcpt(sender, recipient, 0);
    }

    /**
     * As above, for a message of a declared size. When the directory accepts the recipient, the store is asked as well,
     * until it takes mail for one of the accounts.
     *
     * @param size in octets; 0 when it is not known
     */
    public Verdict atRcpt(ReversePath sender, EmailAddress recipient, long size) {
        Verdict verdict = decide(settings.isProbe(sender) ? ReversePath.nullPath() : sender, recipient);
        return verdict instanceof Verdict.Accept accept ? withStore(accept, sender, recipient, size) : verdict;
    }

    /**
     * The answer after DATA, for each recipient. The sender rule applies to every sender but the null sender. Throws
     * nothing.
     */
    public Verdict atData(ReversePath sender, EmailAddress recipient) {
        return decide(sender, recipient);
    }

    /** The refusal for a full mailbox, whether the directory or the store reports it. */
    public Refusal overQuota() {
        boolean defer = settings.overQuota() == Response.DEFER;
        return new Refusal(RefusalCause.OVER_QUOTA, defer ? Replies.OVER_QUOTA : Replies.OVER_QUOTA_REJECTED);
    }

    /**
     * The refusal for an account whose name the store cannot use. The mail can be stored nowhere, so the reply is that
     * nobody has this address.
     */
    public static Refusal noStoreName() {
        return new Refusal(RefusalCause.NO_STORE_NAME, Replies.NO_SUCH_ADDRESS);
    }

    /**
     * The refusal for an address, or one of its destinations, that the directory knows but that leads to no mailbox.
     */
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

    /**
     * A refusal only if no copy could be stored; one that may pass comes before one that is for good. A store that does
     * not answer is not asked about further accounts, for each of which it could take as long again.
     */
    private Verdict withStore(Verdict.Accept accept, ReversePath sender, EmailAddress recipient, long size) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<Objection> outage = Optional.empty();
        for (Decision decision : accept.decisions()) {
            if (decision instanceof Decision.Sealable sealable) {
                Optional<Objection> objection =
                        outage.isPresent() && !sealable.route().remote()
                                ? outage
                                : objection(sender, sealable.route(), size);
                if (objection.isEmpty()) {
                    return accept;
                }
                outage = objection.filter(RecipientPolicy::isOutage);
                Decision.Refused refused = refused(sealable.route(), objection.get());
                listener.decided(refused, recipient);
                refusals.add(refused.refusal());
            } else if (decision instanceof Decision.Refused refused) {
                refusals.add(refused.refusal());
            }
        }
        return new Verdict.Refuse(
                refusals.stream()
                        .filter(refusal -> refusal.reply().isTransient())
                        .findFirst()
                        .orElseGet(() -> refusals.get(0)),
                accountsOf(accept.decisions()));
    }

    private static boolean isOutage(Objection objection) {
        return objection instanceof Objection.Refused refused
                && refused.refusal().cause() == RefusalCause.STORE_UNAVAILABLE;
    }

    /** The store has no opinion about what is forwarded. */
    private Optional<Objection> objection(ReversePath sender, Route route, long size) {
        return route.remote() ? Optional.empty() : limits.mailboxes().objection(sender, route, size);
    }

    private Decision.Refused refused(Route route, Objection objection) {
        return new Decision.Refused(
                route,
                objection instanceof Objection.Refused refused ? refused.refusal() : overQuota(),
                objection.reason());
    }

    private Verdict decide(ReversePath sender, EmailAddress recipient) {
        if (!ours.contain(recipient)) {
            return refuse(RefusalCause.NOT_OUR_DOMAIN, Replies.NOT_OUR_DOMAIN);
        }
        try {
            Verdict verdict = decide(sender, recipient, lookUp(recipient));
            listener.succeeded();
            return verdict;
        } catch (DirectoryUnavailableException e) {
            listener.unavailable(e);
        } catch (RuntimeException e) {
            listener.failed(e);
        }
        return refuse(RefusalCause.DIRECTORY_UNAVAILABLE, Replies.DIRECTORY_UNAVAILABLE);
    }

    private Resolution lookUp(EmailAddress recipient) throws DirectoryUnavailableException {
        LookUp result = LookUp.UNAVAILABLE;
        try {
            Resolution resolution = directory.resolve(recipient);
            result = resultOf(resolution);
            return resolution;
        } finally {
            measurements.lookedUp(result);
        }
    }

    private static LookUp resultOf(Resolution resolution) {
        if (resolution instanceof Resolution.Routes) {
            return LookUp.FOUND;
        }
        return resolution instanceof Resolution.Blocked ? LookUp.BLOCKED : LookUp.UNKNOWN;
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
        routes.blocked().forEach(reason -> listener.deadEnd(routes.routes().get(0), reason));
        Instant now = clock.instant();
        // The policy decides about every route, not only up to the first that accepts: each refusal must be logged.
        List<Decision> decisions =
                routes.routes().stream().map(route -> decide(route, now)).toList();
        decisions.forEach(decision -> listener.decided(decision, recipient));
        return decisions.get(0) instanceof Decision.Refused first
                        && decisions.stream().allMatch(Decision.Refused.class::isInstance)
                ? new Verdict.Refuse(first.refusal(), accountsOf(decisions))
                : new Verdict.Accept(decisions, routes.blocked());
    }

    /** The only place where the policy evaluates certificates. */
    private Decision decide(Route route, Instant now) {
        if (route.remote() && !limits.forwards()) {
            return new Decision.Refused(
                    route,
                    new Refusal(RefusalCause.REMOTE, Replies.FORWARDING_OFF),
                    "it points to another domain, and forwarding is off (forward-hop in sealmx.properties)");
        }
        Optional<String> unnamed =
                route.remote() ? Optional.empty() : limits.names().problemWith(route.mailbox());
        if (unnamed.isPresent()) {
            return new Decision.Refused(route, noStoreName(), unnamed.get());
        }
        if (route.overQuota()) {
            return new Decision.Refused(route, overQuota(), "the directory says that it is over quota");
        }
        CertificateEvaluation evaluation = route.certificates().evaluate(now);
        if (evaluation instanceof CertificateEvaluation.Usable usable) {
            return limits.certificates()
                    .problemWith(usable)
                    .map(problem -> unusable(route, PolicyLog.reason(problem, usable)))
                    .orElseGet(() -> new Decision.Sealable(route, usable));
        }
        return unusable(route, PolicyLog.reason(evaluation));
    }

    private Decision unusable(Route route, String reason) {
        boolean defer = settings.noCertificate() == Response.DEFER;
        Reply reply = defer ? Replies.CANNOT_RECEIVE_NOW : Replies.CANNOT_RECEIVE;
        return new Decision.Refused(route, new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, reply), reason);
    }

    private static List<AccountId> accountsOf(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.route().account())
                .distinct()
                .toList();
    }

    private static Verdict refuse(RefusalCause cause, Reply reply) {
        return new Verdict.Refuse(new Refusal(cause, reply));
    }
}
