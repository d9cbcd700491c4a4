package org.sealmx.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * What is under way, by the id that a mail carries through the processors. Who opens a delivery asks for its reply and
 * closes it; what nobody has reported on by then is not a success. Safe for use by several threads.
 */
public final class DeliveryLedger {

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * A delivery that is in the ledger until it is closed, with its runs, one for each mailbox that the recipient's
     * mail goes to. It makes one reply of what they report. Safe for use by several threads.
     */
    public final class Entry implements AutoCloseable {

        private final Delivery delivery;
        private final List<OutcomeRecord> destinations = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();
        private boolean closed;

        private Entry(Delivery delivery) {
            this.delivery = delivery;
        }

        /** What was opened. */
        public Delivery delivery() {
            return delivery;
        }

        /**
         * Opens the run towards one mailbox, to be closed. Its outcome counts from now on, and is silence until it
         * reports another.
         *
         * @param decision what the policy says of the route
         * @throws IllegalStateException when the delivery is closed
         */
        public synchronized Run openRun(Decision decision) {
            if (closed) {
                throw new IllegalStateException("the delivery is closed");
            }
            Run run = new Run(newId(), delivery, decision);
            destinations.add(run.outcome());
            runs.add(run);
            attempts.put(run.id(), run);
            return run;
        }

        /** A further destination of the recipient that leads to no mailbox. */
        public synchronized void blocked(Refusal refusal) {
            OutcomeRecord outcome = new OutcomeRecord();
            outcome.refuse(refusal);
            destinations.add(outcome);
        }

        /**
         * The one reply for this RCPT, by the outcomes reported so far; 451 when nobody reported any (RFC 2033 section
         * 4.2).
         */
        public synchronized Reply reply() {
            List<DeliveryOutcome> outcomes = destinations.isEmpty()
                    ? List.of(delivery.outcome())
                    : destinations.stream().map(OutcomeRecord::current).toList();
            return OutcomeCombiner.replyOf(outcomes);
        }

        /** The copies that are lost; none unless the reply is a success. */
        public synchronized List<LostCopy> lost() {
            return reply().isSuccess()
                    ? runs.stream().flatMap(run -> run.lost().stream()).toList()
                    : List.of();
        }

        /** Forgets the delivery and its runs: what they report from now on is heard by nobody. */
        @Override
        public synchronized void close() {
            closed = true;
            entries.remove(delivery.id());
            attempts.remove(delivery.id());
            runs.forEach(run -> attempts.remove(run.id()));
        }
    }

    /**
     * Opens the delivery of a message to one recipient.
     *
     * @param verdict what the policy says of this sender and recipient
     */
    public Entry open(Transaction transaction, EmailAddress recipient, Verdict verdict) {
        Delivery delivery = new Delivery(newId(), transaction, recipient, verdict);
        Entry entry = new Entry(delivery);
        entries.put(delivery.id(), entry);
        attempts.put(delivery.id(), delivery);
        return entry;
    }

    /** The attempt with this id, as long as its delivery is open. */
    public Optional<Attempt> find(String id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /** The entry of the delivery with this id, as long as it is open; who has not opened it does not close it. */
    public Optional<Entry> findEntry(String deliveryId) {
        return Optional.ofNullable(entries.get(deliveryId));
    }

    /** How many deliveries and runs are under way. */
    public int size() {
        return attempts.size();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
