package org.sealmx.explain;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * Notes what last became of mail, for a bounded number of addresses and of accounts: when mail was last stored, had to
 * wait, or was refused. It is kept in memory only, under hashes with a key of this process, and holds neither addresses
 * nor account ids. Addresses that nobody has are not noted. The address or account of which nothing has been heard for
 * the longest time makes room for another.
 */
@ThreadSafe
public final class RecentMail implements OutcomeListener {

    /** How many addresses, and as many accounts, are noted; about 200 octets each. */
    static final int CAPACITY = 10_000;

    private static final Set<Reason> NOBODYS =
            Set.of(Reason.UNKNOWN, Reason.NOT_OUR_DOMAIN, Reason.ADDRESS_NOT_ALLOWED);
    private static final int KEY_OCTETS = 32;

    /** The first half of a digest. */
    @Immutable
    private record Hash(long high, long low) {}

    private final Clock clock;
    private final Instant since;

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] key = new byte[KEY_OCTETS];

    @GuardedBy("this")
    private final Map<Hash, LastMail> ofAddresses = new Bounded();

    @GuardedBy("this")
    private final Map<Hash, LastMail> ofAccounts = new Bounded();

    /**
     * @param clock the time
     * @param random makes the key
     */
    public RecentMail(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.since = clock.instant();
        random.nextBytes(key);
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        if (NOBODYS.contains(outcome.reason())) {
            return;
        }
        LastMail.Event event = new LastMail.Event(
                clock.instant(), outcome.reply(), outcome.transaction().isPresent());
        Hash address = hash(outcome.recipient().canonical());
        Set<Hash> accounts = outcome.accounts().stream()
                .map(account -> hash(account.value()))
                .collect(Collectors.toSet());
        synchronized (this) {
            note(address, event, ofAddresses);
            accounts.forEach(account -> note(account, event, ofAccounts));
        }
    }

    /** Since when it has been noted. */
    Instant since() {
        return since;
    }

    /** What last became of mail for an address as it was written by senders; all empty when nothing is noted. */
    synchronized LastMail of(EmailAddress address) {
        return named("mail for " + address, ofAddresses.get(hash(address.canonical())));
    }

    /** What last became of mail that leads to an account, under any address; all empty when nothing is noted. */
    synchronized LastMail of(AccountId account) {
        return named("mail for account " + account.value(), ofAccounts.get(hash(account.value())));
    }

    private static LastMail named(String subject, @Nullable LastMail noted) {
        return noted == null
                ? new LastMail(subject, Optional.empty(), Optional.empty(), Optional.empty())
                : new LastMail(subject, noted.stored(), noted.waited(), noted.refused());
    }

    private static void note(Hash whose, LastMail.Event event, Map<Hash, LastMail> notes) {
        Reply reply = event.reply();
        LastMail before = named("", notes.get(whose));
        Optional<LastMail.Event> now = Optional.of(event);
        notes.put(
                whose,
                new LastMail(
                        "",
                        reply.isSuccess() ? now : before.stored(),
                        reply.isTransient() ? now : before.waited(),
                        reply.isSuccess() || reply.isTransient() ? before.refused() : now));
    }

    private Hash hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            ByteBuffer octets = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Hash(octets.getLong(), octets.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Forgets the entry that was used longest ago. */
    private static final class Bounded extends LinkedHashMap<Hash, LastMail> {

        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, LastMail> eldest) {
            return size() > CAPACITY;
        }
    }
}
