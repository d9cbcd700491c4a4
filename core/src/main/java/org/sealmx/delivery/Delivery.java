package org.sealmx.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sealmx.directory.Route;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The delivery of one message to one RCPT: what is asked of the processors, and what came of it. Its runs, one for each mailbox the
 * recipient's mail goes to, report their own outcomes; {@link #reply()} makes one reply of them. Safe for use by several threads.
 */
public final class Delivery implements Attempt {

    private final String id;
    private final Transaction transaction;
    private final EmailAddress recipient;
    private final Supplier<Verdict> policy;
    private final Function<Run, String> register;
    private final OutcomeRecord own = new OutcomeRecord();
    private final List<OutcomeRecord> destinations = new ArrayList<>();
    private final List<RouteOutcome> runs = new ArrayList<>();
    private Optional<Verdict> verdict = Optional.empty();

    Delivery(
            String id,
            Transaction transaction,
            EmailAddress recipient,
            Supplier<Verdict> policy,
            Function<Run, String> register) {
        this.id = id;
        this.transaction = transaction;
        this.recipient = recipient;
        this.policy = policy;
        this.register = register;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReversePath sender() {
        return transaction.sender();
    }

    @Override
    public EmailAddress recipient() {
        return recipient;
    }

    /** What all recipients of the message have in common. */
    public Transaction transaction() {
        return transaction;
    }

    /** What the policy says of this sender and recipient; asked once, however often this is called. */
    public synchronized Verdict verdict() {
        Verdict known = verdict.orElseGet(policy);
        verdict = Optional.of(known);
        return known;
    }

    /** Opens the run towards one mailbox, to be closed. Its outcome counts from now on, and is silence until it reports another. */
    public synchronized Run openRun(Route route) {
        OutcomeRecord outcome = new OutcomeRecord();
        destinations.add(outcome);
        runs.add(new RouteOutcome(route, outcome));
        return new Run(this, route, outcome, register);
    }

    /** A further destination of the recipient that leads to no mailbox. */
    public synchronized void blocked(Refusal refusal) {
        OutcomeRecord outcome = new OutcomeRecord();
        outcome.refuse(refusal);
        destinations.add(outcome);
    }

    @Override
    public Optional<Refusal> refusal(RecipientPolicy policy) {
        return verdict() instanceof Verdict.Refuse refuse ? Optional.of(refuse.refusal()) : Optional.empty();
    }

    @Override
    public void refuse(Refusal refusal) {
        own.refuse(refusal);
    }

    @Override
    public void defer(Reply reply) {
        own.defer(reply);
    }

    /**
     * A copy of an alias that is not stored, and that nobody tries again, since the sending side hears of success.
     *
     * @param route   where it would have gone
     * @param refusal why not
     */
    public record Lost(Route route, Refusal refusal) {}

    /** The copies that are lost; none unless the reply is a success. */
    public synchronized List<Lost> lost() {
        if (!reply().isSuccess()) {
            return List.of();
        }
        List<Lost> lost = new ArrayList<>();
        for (RouteOutcome run : runs) {
            run.outcome.refusal().ifPresent(refusal -> lost.add(new Lost(run.route, refusal)));
        }
        return lost;
    }

    /** The one reply for this RCPT, by the outcomes reported so far; 451 when nobody reported any (RFC 2033 section 4.2). */
    public synchronized Reply reply() {
        if (destinations.isEmpty()) {
            return OutcomeCombiner.replyOf(List.of(own.current()));
        }
        return OutcomeCombiner.replyOf(
                destinations.stream().map(OutcomeRecord::current).toList());
    }

    /** What became of one route. */
    private record RouteOutcome(Route route, OutcomeRecord outcome) {}
}
