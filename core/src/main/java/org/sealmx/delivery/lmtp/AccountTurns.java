package org.sealmx.delivery.lmtp;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sealmx.directory.AccountId;

/**
 * Lets one message after the other go to an account, and any number to different accounts. Dovecot keeps the delivery
 * ids that its Sieve test {@code duplicate} (RFC 7352) has seen in a file for each user. Two deliveries at the same
 * time read it, and the one that ends last writes what it has read and its own id: that of the other is lost, and its
 * copy would not be recognised. Nothing is kept of an account without a delivery.
 */
@ThreadSafe
final class AccountTurns {

    @SuppressWarnings("ThreadSafe") // the number is changed by atomic operations of the map only
    private final ConcurrentMap<AccountId, Turn> turns = new ConcurrentHashMap<>();

    private static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private int interested;
    }

    /**
     * Waits until no other message goes to the account, in the order of arrival.
     *
     * @return whether it is this one's turn, which {@link #end} ends; false when that took longer than the limit
     * @throws InterruptedException when the thread is interrupted; it is not this one's turn then
     */
    boolean await(AccountId account, Duration limit) throws InterruptedException {
        Turn turn = turns.compute(account, (id, known) -> {
            Turn current = known == null ? new Turn() : known;
            current.interested++;
            return current;
        });
        boolean granted = false;
        try {
            granted = turn.free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!granted) {
                forget(account);
            }
        }
        return granted;
    }

    /** Lets the next message go to the account. */
    void end(AccountId account) {
        turns.computeIfPresent(account, (id, turn) -> {
            turn.free.release();
            return turn;
        });
        forget(account);
    }

    /** How many accounts have a message under way or waiting. */
    int size() {
        return turns.size();
    }

    private void forget(AccountId account) {
        turns.computeIfPresent(account, (id, turn) -> --turn.interested == 0 ? null : turn);
    }
}
