package org.sealmx.delivery.journal.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.couchdb.JournalRecord.Claim;
import org.sealmx.delivery.journal.couchdb.JournalRecords.Begun;
import org.sealmx.delivery.journal.couchdb.JournalRecords.Held;
import org.sealmx.http.ServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in CouchDB that several nodes share, with a document for each delivery and a database for each month. An
 * attempt claims its delivery by writing the document; of several writers, CouchDB lets one succeed. A claim ends after
 * {@link #LEASE}, so that the deliveries of a node that died are taken over; until then, other nodes answer
 * {@link DeliveryJournal.State#IN_PROGRESS}. A claim counts only when a quorum of copies has it.
 *
 * <p>The clocks of two nodes may differ by {@link #LEASE} less the time that the longest delivery takes. If they differ
 * by more, or a delivery takes longer, one node may store a message while another is still storing it.
 */
@ThreadSafe
public final class CouchDbDeliveryJournal implements DeliveryJournal {

    /** How long a claim lasts. Postfix waits as long for the reply after the message. */
    public static final Duration LEASE = Duration.ofMinutes(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbDeliveryJournal.class);

    private static final int OWNER_OCTETS = 16;
    private static final int MAX_UNRECORDED = 100_000;

    private final JournalMonths months;
    private final JournalDatabases databases;
    private final JournalRecords records;
    private final Clock clock;
    private final String owner;
    private final AtomicLong claims = new AtomicLong();

    /** What this process is storing; empty while the claim is being made. */
    @SuppressWarnings("ThreadSafe") // concurrent
    private final Map<DeliveryId, Optional<Held>> underWay = new ConcurrentHashMap<>();

    /** What is stored although CouchDB could not be told so, the latest. */
    @GuardedBy("unrecorded")
    private final Set<DeliveryId> unrecorded = new LinkedHashSet<>();

    @SuppressWarnings("ThreadSafe")
    private volatile boolean closed;

    private CouchDbDeliveryJournal(
            CouchDbClient client, JournalMonths months, String keyCheck, Clock clock, String owner) {
        this.months = months;
        this.databases = new JournalDatabases(client, months, keyCheck);
        this.records = new JournalRecords(client, databases, owner, LEASE);
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * Opens the journal, and creates its database if it is missing. If CouchDB does not answer, that is left to the
     * first delivery.
     *
     * @param client not closed by the journal
     * @param prefix what the names of the databases begin with; {@code _2026_11} follows
     * @param ids must give the same ids as on the other nodes
     * @param clock in step with those of the other nodes
     * @throws JournalSetupException when the database is missing and cannot be created, or other nodes give other ids
     * @throws IllegalArgumentException when CouchDB accepts no database name with that prefix
     */
    public static CouchDbDeliveryJournal open(
            CouchDbClient client, String prefix, DeliveryIdFactory ids, Clock clock, SecureRandom random)
            throws JournalSetupException {
        return open(client, new JournalMonths(prefix, JournalMonths.LOOK_BACK, LEASE), ids, clock, random);
    }

    /**
     * Opens a journal in the same databases that never forgets a delivery which is begun again and again, at least once
     * a month: it always asks the previous month as well, and records in this month what it finds there. Each delivery
     * takes a request more.
     *
     * @throws JournalSetupException when the database is missing and cannot be created, or other nodes give other ids
     */
    public static CouchDbDeliveryJournal openForRepeated(
            CouchDbClient client, String prefix, DeliveryIdFactory ids, Clock clock, SecureRandom random)
            throws JournalSetupException {
        return open(client, new JournalMonths(prefix, JournalMonths.WHOLE_MONTH, LEASE), ids, clock, random);
    }

    private static CouchDbDeliveryJournal open(
            CouchDbClient client, JournalMonths months, DeliveryIdFactory ids, Clock clock, SecureRandom random)
            throws JournalSetupException {
        byte[] owner = new byte[OWNER_OCTETS];
        random.nextBytes(owner);
        CouchDbDeliveryJournal journal = new CouchDbDeliveryJournal(
                client, months, ids.keyCheck(), clock, HexFormat.of().formatHex(owner));
        try {
            journal.databases.prepareDaily(clock.instant());
        } catch (ServerException e) {
            LOGGER.warn("The delivery journal cannot be used, and mail waits until it can: {}", e.getMessage());
        }
        return journal;
    }

    @Override
    public State begin(DeliveryId id) throws IOException {
        requireOpen();
        if (isUnrecorded(id)) {
            recordAgain(id);
            return State.DONE;
        }
        if (underWay.putIfAbsent(id, Optional.empty()) != null) {
            return State.IN_PROGRESS;
        }
        Optional<Held> held = Optional.empty();
        try {
            Begun begun = claim(id, clock.instant());
            held = begun.held();
            return begun.state();
        } finally {
            if (held.isPresent()) {
                underWay.put(id, held);
            } else {
                underWay.remove(id);
            }
        }
    }

    private Begun claim(DeliveryId id, Instant now) throws IOException {
        try {
            databases.prepareDaily(now);
        } catch (ServerException e) {
            throw JournalRecords.failure(e);
        }
        Begun begun = records.claim(months.current(now), id, nextClaim(), now);
        for (DatabaseName neighbour : begun.held().isPresent() ? months.neighbours(now) : Set.<DatabaseName>of()) {
            begun = compare(begun, records.look(neighbour, id, now));
        }
        return begun;
    }

    /**
     * Looks at another month after the claim, not before: of two nodes that claim in two months, one sees the other.
     */
    private Begun compare(Begun begun, State elsewhere) throws IOException {
        if (begun.held().isEmpty() || elsewhere == State.NEW) {
            return begun;
        }
        if (elsewhere == State.UNCERTAIN) {
            return new Begun(State.UNCERTAIN, begun.held());
        }
        JournalRecord.State outcome = elsewhere == State.DONE
                ? JournalRecord.State.DONE
                : begun.state() == State.NEW ? JournalRecord.State.NOT_STORED : JournalRecord.State.UNCERTAIN;
        records.end(begun.held().get(), outcome);
        return new Begun(elsewhere, Optional.empty());
    }

    @Override
    public void done(DeliveryId id) throws IOException {
        setUnrecorded(id, true);
        end(id, JournalRecord.State.DONE);
        setUnrecorded(id, false);
    }

    @Override
    public void notStored(DeliveryId id) throws IOException {
        end(id, JournalRecord.State.NOT_STORED);
    }

    /** {@inheritDoc} If CouchDB cannot be told so, other nodes know it when the claim has ended. */
    @Override
    public void uncertain(DeliveryId id) {
        try {
            end(id, JournalRecord.State.UNCERTAIN);
        } catch (IOException e) {
            LOGGER.debug("delivery {}", id.hex(), e);
        }
    }

    private void end(DeliveryId id, JournalRecord.State outcome) throws IOException {
        try {
            requireOpen();
            Held held = underWay.getOrDefault(id, Optional.empty())
                    .orElseGet(() -> new Held(months.current(clock.instant()), id, nextClaim(), ""));
            records.end(held, outcome);
        } finally {
            underWay.remove(id);
        }
    }

    private void recordAgain(DeliveryId id) {
        try {
            done(id);
        } catch (IOException e) {
            LOGGER.debug("delivery {}", id.hex(), e);
        }
    }

    private Claim nextClaim() {
        return new Claim(owner, claims.incrementAndGet());
    }

    private boolean isUnrecorded(DeliveryId id) {
        synchronized (unrecorded) {
            return unrecorded.contains(id);
        }
    }

    private void setUnrecorded(DeliveryId id, boolean value) {
        synchronized (unrecorded) {
            if (!value) {
                unrecorded.remove(id);
            } else if (unrecorded.add(id) && unrecorded.size() > MAX_UNRECORDED) {
                Iterator<DeliveryId> oldest = unrecorded.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the delivery journal is closed");
        }
    }

    /** {@inheritDoc} What is still being stored is taken over when its claim has ended. */
    @Override
    public void close() {
        closed = true;
    }
}
