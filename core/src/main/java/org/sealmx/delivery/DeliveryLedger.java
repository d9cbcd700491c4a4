package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * The deliveries and runs in progress, by the id that a mail carries through the processors. The caller that opens a
 * delivery asks for its reply and closes it; whatever has not been reported by then is not a success.
 */
@ThreadSafe
public final class DeliveryLedger {

    private final ConcurrentMap<String, Run> runsById = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * A delivery that stays in the ledger until it is closed, and its runs, one for each mailbox that the recipient's
     * mail goes to. It combines their reports into one reply.
     */
    @ThreadSafe
    public final class Entry implements AutoCloseable {

        private final Delivery delivery;

        @GuardedBy("this")
        private final List<Destination> destinations = new ArrayList<>();

        @GuardedBy("this")
        private final List<Run> runs = new ArrayList<>();

        @GuardedBy("this")
        private boolean closed;

        private Entry(Delivery delivery) {
            this.delivery = delivery;
        }

        /** The delivery of this entry. */
        public Delivery delivery() {
            return delivery;
        }

        /**
         * Opens the run to one mailbox; the caller closes it. Its outcome counts from now on, and is
         * {@link DeliveryOutcome.Silent} until the run reports another.
         *
         * @param decision the policy's decision about the route
         * @throws IllegalStateException when the delivery is closed
         */
        public synchronized Run openRun(Decision decision) {
            if (closed) {
                throw new IllegalStateException("the delivery is closed");
            }
            Run run = new Run(newId(), delivery, decision);
            destinations.add(new Destination(run.outcome(), Optional.of(run)));
            runs.add(run);
            runsById.put(run.id(), run);
            return run;
        }

        /** Adds a destination of the recipient that leads to no mailbox. */
        public synchronized void blocked(Refusal refusal) {
            OutcomeRecord outcome = new OutcomeRecord();
            outcome.refuse(refusal);
            destinations.add(new Destination(outcome, Optional.empty()));
        }

        /**
         * The reply for this RCPT, from the outcomes reported so far; 451 when none has been reported (RFC 2033 section
         * 4.2).
         */
        public synchronized Reply reply() {
            return OutcomeCombiner.replyOf(outcomes());
        }

        @GuardedBy("this")
        private List<DeliveryOutcome> outcomes() {
            return destinations.isEmpty()
                    ? List.of(delivery.outcome().current())
                    : destinations.stream()
                            .map(destination -> destination.outcome().current())
                            .toList();
        }

        /** How the delivery has ended, from the outcomes reported so far: the reply, and what determines it. */
        public synchronized Ending ending() {
            List<DeliveryOutcome> now = outcomes();
            Destination decisive = destinations.isEmpty()
                    ? new Destination(delivery.outcome(), Optional.empty())
                    : destinations.get(OutcomeCombiner.decisive(now).orElseThrow());
            return Ending.of(OutcomeCombiner.replyOf(now), decisive, delivery, List.copyOf(runs));
        }

        /** The copies that are lost; none unless the reply is a success. */
        public synchronized List<LostCopy> lost() {
            return reply().isSuccess()
                    ? runs.stream().flatMap(run -> run.lost().stream()).toList()
                    : List.of();
        }

        /** Removes the delivery and its runs from the ledger; later reports have no effect. */
        @Override
        public synchronized void close() {
            closed = true;
            entries.remove(delivery.id());
            runs.forEach(run -> runsById.remove(run.id()));
        }
    }

    /**
     * Opens the delivery of a message to one recipient.
     *
     * @param verdict the policy's verdict on this sender and recipient
     */
    public Entry open(Transaction transaction, EmailAddress recipient, Verdict verdict) {
        Delivery delivery = new Delivery(newId(), transaction, recipient, verdict);
        Entry entry = new Entry(delivery);
        entries.put(delivery.id(), entry);
        return entry;
    }

    /** The attempt with this id, as long as its delivery is open. */
    public Optional<Attempt> find(String id) {
        return findEntry(id).<Attempt>map(Entry::delivery).or(() -> Optional.ofNullable(runsById.get(id)));
    }

    /** The entry of the delivery with this id, as long as it is open. Only the caller that opened it closes it. */
    public Optional<Entry> findEntry(String deliveryId) {
        return Optional.ofNullable(entries.get(deliveryId));
    }

    /** The number of deliveries and runs in progress. */
    public int size() {
        return entries.size() + runsById.size();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
