package org.sealmx.explain;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.QuantumProtection;
import org.sealmx.delivery.ForeseenReply;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.policy.Decision;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Explains what becomes of mail for an address. It decides nothing: the replies are those of the policy, which is asked
 * as at RCPT and after DATA, and the steps are those that the resolver reports while it resolves the address. Nothing
 * is logged. An explanation costs two look-ups, one of them past what is held in memory, and asks the store as RCPT
 * does.
 */
@ThreadSafe
public final class Explainer {

    private final ExplainableDirectory directory;
    private final RecipientPolicy policy;
    private final Optional<RecentMail> recent;
    private final Clock clock;

    @SuppressWarnings("ThreadSafe") // unmodifiable
    private final List<String> notes;

    /**
     * @param directory that RCPT asks
     * @param policy that decides at RCPT
     * @param recent what last became of mail; empty when nobody notes it
     * @param clock gives the instant of the explanation
     * @param notes what is not taken into account here, a sentence each
     */
    public Explainer(
            ExplainableDirectory directory,
            RecipientPolicy policy,
            Optional<RecentMail> recent,
            Clock clock,
            List<String> notes) {
        this.directory = directory;
        this.policy = policy;
        this.recent = recent;
        this.clock = clock;
        this.notes = List.copyOf(notes);
    }

    /**
     * Explains an address. Throws nothing: that the directory does not answer is part of the explanation.
     *
     * @param sender of the envelope; the null path may always write
     */
    public Explanation explain(EmailAddress address, ReversePath sender) {
        Instant at = clock.instant();
        HeldAnswer held = directory.held(address);
        OneAnswer inForce = OneAnswer.of(() -> directory.resolve(address));
        Steps steps = new Steps();
        OneAnswer anew = OneAnswer.of(() -> directory.resolve(address, steps));

        Judged now = judge(inForce, address, sender, at);
        boolean differs =
                anew.answer().isPresent() && !judge(anew, address, sender, at).equals(now);
        Collector atRcpt = new Collector();
        Verdict rcpt = policy(inForce, at, atRcpt).atRcpt(sender, address);
        List<Decision> decisions = isForbidden(rcpt) ? ofOthers(inForce, address, at) : atRcpt.decisions();
        return new Explanation(
                address,
                sender,
                at,
                anew.outage().or(atRcpt::outage),
                steps.explained(),
                inForce.answer().flatMap(answer -> senderRule(answer, sender)),
                decisions.stream().map(decision -> account(decision, steps, at)).toList(),
                rcpt instanceof Verdict.Refuse refuse ? refuse.refusal().reply() : Replies.RECIPIENT_OK,
                now.reply,
                memory(held, differs, at),
                recent.map(RecentMail::since),
                recent.map(noted -> lastMail(noted, address, decisions)).orElse(List.of()),
                notes);
    }

    /**
     * What the policy makes of an answer after DATA, for comparing two answers.
     *
     * @param essence of the decision about each route: what two equal ones have in common, though they were made of two
     *     copies of a certificate
     */
    @SuppressWarnings("UnusedVariable") // all of it is compared
    private record Judged(Reply reply, List<List<Object>> essence) {}

    private Judged judge(OneAnswer answer, EmailAddress address, ReversePath sender, Instant at) {
        Collector collector = new Collector();
        Verdict verdict = policy(answer, at, collector).atData(sender, address);
        return new Judged(
                ForeseenReply.of(verdict),
                collector.decisions().stream().map(Explainer::essence).toList());
    }

    private static List<Object> essence(Decision decision) {
        return List.of(
                decision.route().account(),
                decision.route().mailbox(),
                decision instanceof Decision.Sealable sealable
                        ? sealable.certificates().certificateFingerprints()
                        : ((Decision.Refused) decision).reason());
    }

    private RecipientPolicy policy(OneAnswer answer, Instant at, Collector collector) {
        return policy.explaining(answer, Clock.fixed(at, ZoneOffset.UTC), collector);
    }

    /** What would become of the mail of somebody who may write: the null sender always may. */
    private List<Decision> ofOthers(OneAnswer answer, EmailAddress address, Instant at) {
        Collector collector = new Collector();
        policy(answer, at, collector).atData(ReversePath.nullPath(), address);
        return collector.decisions();
    }

    private static boolean isForbidden(Verdict verdict) {
        return verdict instanceof Verdict.Refuse refuse
                && refuse.refusal().cause() == RefusalCause.SENDER_NOT_PERMITTED;
    }

    private static Optional<ExplainedSender> senderRule(Resolution answer, ReversePath sender) {
        return answer instanceof Resolution.Routes routes
                ? Optional.of(senderRule(routes.senderRule(), sender))
                : Optional.empty();
    }

    private static ExplainedSender senderRule(SenderRule rule, ReversePath sender) {
        boolean permitted = rule.permits(sender);
        String words;
        if (rule.patterns().isEmpty()) {
            words = "everybody may write";
        } else if (sender.address().isEmpty()) {
            words = "only some may write; the null sender of notifications always may";
        } else {
            words = permitted
                    ? "only some may write, and the sender may"
                    : "only some may write, and the sender may not";
        }
        return new ExplainedSender(rule.patterns(), permitted, words);
    }

    private static ExplainedAccount account(Decision decision, Steps steps, Instant now) {
        Optional<Decision.Refused> refused =
                decision instanceof Decision.Refused known ? Optional.of(known) : Optional.empty();
        return new ExplainedAccount(
                decision.route().account(),
                decision.route().mailbox(),
                decision.route().remote(),
                steps.keyHolder(decision.route().mailbox()).map(StepWords::nameOf),
                steps.keyHolder(decision.route().mailbox())
                        .map(holder -> CertificateWords.of(holder.keyMaterial(), now))
                        .orElse(List.of()),
                remarks(decision.route().certificates(), now),
                refused.map(Decision.Refused::refusal).map(Refusal::reply),
                refused.map(Decision.Refused::reason));
    }

    private static List<String> remarks(CertificateSource certificates, Instant now) {
        List<String> remarks = new ArrayList<>(certificates.remarks());
        if (certificates.evaluate(now) instanceof CertificateEvaluation.Usable usable) {
            usable.unprotected().ifPresent(remarks::add);
        }
        QuantumProtection.endedBefore(certificates, now)
                .map(QuantumProtection::ended)
                .ifPresent(remarks::add);
        return remarks;
    }

    private static ExplainedMemory memory(HeldAnswer held, boolean differs, Instant now) {
        Optional<Duration> age =
                held.since().map(since -> Duration.between(since, now).abs());
        String words =
                switch (held.state()) {
                    case NOTHING_KEPT -> "this program keeps nothing in memory";
                    case NONE -> "there was no answer in memory before this explanation";
                    case ALL_DOCUMENTS -> "all documents of the file are in memory";
                    case USED -> "there is an answer in memory, and it is used";
                    case USED_IN_OUTAGE ->
                        "there is an answer in memory, which is used only as long as the directory does not answer";
                    case NOT_USED ->
                        "there is an answer in memory that is not used any more: it is too old, or the"
                                + " directory has changed";
                };
        boolean answer = held.state() != HeldAnswer.State.NOTHING_KEPT && held.state() != HeldAnswer.State.NONE;
        return new ExplainedMemory(answer, age, differs, words);
    }

    private static List<LastMail> lastMail(RecentMail noted, EmailAddress address, List<Decision> decisions) {
        List<LastMail> last = new ArrayList<>();
        last.add(noted.of(address));
        Stream.concat(
                        decisions.stream()
                                .map(decision -> decision.route().mailbox())
                                .filter(mailbox -> !mailbox.equals(address))
                                .distinct()
                                .map(noted::of),
                        decisions.stream()
                                .map(decision -> decision.route().account())
                                .distinct()
                                .map(noted::of))
                .filter(about -> !about.isEmpty())
                .forEach(last::add);
        return last;
    }
}
