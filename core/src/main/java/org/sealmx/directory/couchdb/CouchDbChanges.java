package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealmx.couchdb.ChangesStream;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.http.ServerException;
import org.sealmx.outage.OutageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the changes of a CouchDB database on a thread of its own, and keeps trying to connect again. The first
 * connection resets the listener, since what it knows may have changed before. After a later gap the feed catches up
 * before it reports to the listener that it is connected again. The listener is also reset when another database or
 * another server answers at the URL. The feed counts as disconnected until it reports that it is connected.
 */
@ThreadSafe
public final class CouchDbChanges implements DirectoryChanges {

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbChanges.class);
    private static final long LAST_WAIT_MILLIS = 5_000;

    private final CouchDbClient client;
    private final DatabaseName database;
    private final DocumentProblems problems;
    private final ChangesIntervals intervals;
    private final Restoration restoration;
    private final CountDownLatch closed = new CountDownLatch(1);

    @GuardedBy("this")
    private @Nullable Thread thread;

    @GuardedBy("this")
    private @Nullable ChangesStream stream;

    private final OutageLog outage;

    /**
     * @param client not closed with this; one of its connections is always in use
     * @param database with the identity documents
     * @param problems logs what is wrong with single documents
     * @param restoration is told when the database is missing or has lost documents, and of each change
     */
    public CouchDbChanges(
            CouchDbClient client, DatabaseName database, DocumentProblems problems, Restoration restoration) {
        this(client, database, problems, restoration, ChangesIntervals.SHIPPED);
    }

    /** With other intervals than the shipped ones. */
    CouchDbChanges(
            CouchDbClient client,
            DatabaseName database,
            DocumentProblems problems,
            Restoration restoration,
            ChangesIntervals intervals) {
        this.restoration = restoration;
        this.client = client;
        this.database = database;
        this.problems = problems;
        this.intervals = intervals;
        this.outage = new OutageLog(
                LOGGER,
                "Cannot follow the changes of database " + database,
                "Following the changes of database " + database + " again",
                System::currentTimeMillis);
    }

    @Override
    public synchronized void start(Listener listener) {
        if (thread != null || isClosed()) {
            throw new IllegalStateException("the feed can be started only once");
        }
        Thread started = new Thread(() -> run(listener), "sealmx-directory-changes");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void close() {
        closed.countDown();
        Thread waiting;
        synchronized (this) {
            if (stream != null) {
                stream.close();
            }
            waiting = thread;
        }
        if (waiting != null && waiting != Thread.currentThread()) {
            waiting.interrupt();
            try {
                waiting.join(LAST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run(Listener listener) {
        ChangesFollower follower =
                new ChangesFollower(client, database, problems, restoration, intervals, listener, this::isClosed);
        Duration pause = intervals.firstPause();
        while (!isClosed()) {
            long begin = System.nanoTime();
            boolean goOn = false;
            try {
                goOn = follow(follower, listener);
            } catch (ServerException e) {
                // After a change that is too large, catch up at once: reading page by page can skip it.
                goOn = e.isAnswerTooLarge();
                report(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                follower.forget();
                LOGGER.error(
                        "Cannot process the changes of database {}: {}",
                        database,
                        e.getClass().getName());
                LOGGER.debug("Changes of database {}", database, e);
            }
            if (System.nanoTime() - begin > intervals.longestPause().toNanos()) {
                pause = intervals.firstPause();
            }
            pause = goOn ? pause : pauseFor(pause);
        }
    }

    /** Follows until the connection ends; returns whether to connect again at once. */
    private boolean follow(ChangesFollower follower, Listener listener) throws ServerException {
        Optional<ChangesStream> opened = follower.catchUp();
        if (opened.isEmpty()) {
            return false;
        }
        try (ChangesStream changes = opened.get()) {
            synchronized (this) {
                stream = changes;
            }
            if (isClosed()) {
                return false;
            }
            outage.succeeded();
            listener.connected();
            try {
                follower.tellAll(changes);
                return false;
            } finally {
                listener.disconnected();
            }
        }
    }

    private void report(String problem) {
        if (!isClosed()) {
            outage.failed("unavailable", problem);
        }
    }

    @Override
    public List<String> problems() {
        return outage.problem().stream().toList();
    }

    private Duration pauseFor(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and the loop sees that.
            LOGGER.debug("Interrupted by close", e);
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(intervals.longestPause()) > 0 ? intervals.longestPause() : doubled;
    }
}
