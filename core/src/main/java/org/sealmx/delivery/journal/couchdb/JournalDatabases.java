package org.sealmx.delivery.journal.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.http.Json;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases of the journal: creates those of this month and, in time, of the next; deletes those of months whose
 * records nobody asks for any more. Each holds a value that depends on the key of the delivery ids, since nodes with
 * different keys would not recognise one another's deliveries.
 */
@ThreadSafe
final class JournalDatabases {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalDatabases.class);

    private static final String KEY = "delivery-id-key";
    private static final String CHECK = "check";

    /** Older databases, of an installation that was off for longer, are left to the operator. */
    private static final int OLDEST_MONTH = 13;

    private final CouchDbClient client;
    private final JournalMonths months;
    private final String keyCheck;
    private final ReentrantLock lock = new ReentrantLock();

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<LocalDate> prepared = Optional.empty();

    /** @param keyCheck the same on nodes with the same key, and nothing that reveals it */
    JournalDatabases(CouchDbClient client, JournalMonths months, String keyCheck) {
        this.client = client;
        this.months = months;
        this.keyCheck = keyCheck;
    }

    /** Prepares the databases, at most once a day. While one thread does it, others do not wait for it. */
    void prepareDaily(Instant now) throws ServerException, JournalSetupException {
        Optional<LocalDate> today = Optional.of(now.atOffset(ZoneOffset.UTC).toLocalDate());
        if (!prepared.equals(today) && lock.tryLock()) {
            try {
                prepare(now);
                prepared = today;
            } finally {
                lock.unlock();
            }
        }
    }

    private void prepare(Instant now) throws ServerException, JournalSetupException {
        YearMonth month = JournalMonths.month(now);
        require(months.database(month));
        if (!JournalMonths.month(now.plus(JournalMonths.AHEAD)).equals(month)) {
            requireInTime(months.database(month.plusMonths(1)));
        }
        deleteBefore(month.minusMonths(1));
    }

    /** Creates a database if it is missing, and compares the key of the delivery ids. */
    void require(DatabaseName database) throws ServerException, JournalSetupException {
        try {
            if (documents(database).isEmpty() && client.createDatabase(database)) {
                LOGGER.info("The database {} was created for the delivery journal", database);
            }
        } catch (ServerException e) {
            if (e.kind() == Kind.UNAUTHORISED && !e.isAboutCredentials()) {
                throw notAllowed(database, e);
            }
            throw e;
        }
        requireKey(database);
    }

    private static JournalSetupException notAllowed(DatabaseName database, ServerException e) {
        return new JournalSetupException(
                "CouchDB's database " + database
                        + ", for the delivery journal, does not exist or is not open to the user"
                        + " of couchdb-credentials: create it, and make the user a member of it",
                e);
    }

    private void requireKey(DatabaseName database) throws ServerException, JournalSetupException {
        Optional<String> theirs =
                client.document(database, KEY).map(found -> found.path(CHECK).asText(""));
        if (theirs.isEmpty()) {
            ObjectNode document = Json.object().put("_id", KEY).put(CHECK, keyCheck);
            try {
                client.put(database, document);
                return;
            } catch (ServerException e) {
                if (e.kind() != Kind.CONFLICT) {
                    throw e;
                }
            }
            // Another node was faster.
            theirs = client.document(database, KEY)
                    .map(found -> found.path(CHECK).asText(""));
        }
        if (!theirs.equals(Optional.of(keyCheck))) {
            throw new JournalSetupException(
                    "the delivery-id-key of this node differs from that of the nodes that use the delivery journal in "
                            + database + ": give every node a copy of one file, or, when all have a new one, delete the"
                            + " document " + KEY + " of that database");
        }
    }

    /** As {@link #require} for a database that is not needed yet. */
    private void requireInTime(DatabaseName database) {
        try {
            require(database);
        } catch (ServerException | JournalSetupException e) {
            LOGGER.warn("From the first of the next month all mail will wait, because: {}", e.getMessage());
        }
    }

    /**
     * Deletes the databases of months before this one, oldest first. A clock that is months ahead must not make a node
     * delete records that others need: a database goes only when deliveries have been recorded in the one that follows.
     */
    private void deleteBefore(YearMonth kept) {
        for (YearMonth month = kept.minusMonths(OLDEST_MONTH); month.isBefore(kept); month = month.plusMonths(1)) {
            DatabaseName database = months.database(month);
            try {
                boolean goneOn = documents(months.database(month.plusMonths(1)))
                        .filter(count -> count > 1)
                        .isPresent();
                if (goneOn && documents(database).isPresent() && client.deleteDatabase(database)) {
                    LOGGER.info("The database {} of the delivery journal was deleted, as it is old", database);
                }
            } catch (ServerException e) {
                LOGGER.warn("The old database {} of the delivery journal is not deleted: {}", database, e.getMessage());
            }
        }
    }

    /** How many documents a database has, the one about the key included; empty when it does not exist. */
    private Optional<Long> documents(DatabaseName database) throws ServerException {
        try {
            return Optional.of(client.database(database).documents());
        } catch (ServerException e) {
            if (!CouchDbClient.isMissingDatabase(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
