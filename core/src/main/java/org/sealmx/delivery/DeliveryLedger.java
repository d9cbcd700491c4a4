package org.sealmx.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * What is under way, by the id that a mail carries through the processors. Who opens a delivery asks for its reply and closes it; what
 * nobody has reported on by then is not a success. Safe for use by several threads.
 */
public final class DeliveryLedger {

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** A delivery that is in the ledger until it is closed. */
    public static final class Entry implements AutoCloseable {

        private final DeliveryLedger ledger;
        private final Delivery delivery;
        private final List<String> ids;

        private Entry(DeliveryLedger ledger, Delivery delivery, List<String> ids) {
            this.ledger = ledger;
            this.delivery = delivery;
            this.ids = ids;
        }

        /** What was opened. */
        public Delivery delivery() {
            return delivery;
        }

        /** The one reply for the recipient, by what has been reported so far. */
        public Reply reply() {
            return delivery.reply();
        }

        /** Forgets the delivery and its runs: what they report from now on is heard by nobody. */
        @Override
        public void close() {
            ids.forEach(ledger.attempts::remove);
        }
    }

    /**
     * Opens the delivery of a message to one recipient.
     *
     * @param policy asked for its verdict at most once, and only when somebody wants to know
     */
    public Entry open(Transaction transaction, EmailAddress recipient, Supplier<Verdict> policy) {
        List<String> ids = new CopyOnWriteArrayList<>();
        Function<Attempt, String> register = attempt -> {
            String id = newId();
            attempts.put(id, attempt);
            ids.add(id);
            return id;
        };
        String id = newId();
        Delivery delivery = new Delivery(id, transaction, recipient, policy, register::apply);
        attempts.put(id, delivery);
        ids.add(id);
        return new Entry(this, delivery, ids);
    }

    /** The attempt with this id, as long as its delivery is open. */
    public Optional<Attempt> find(String id) {
        return Optional.ofNullable(attempts.get(id));
    }

    /** How many deliveries and runs are under way. */
    public int size() {
        return attempts.size();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
