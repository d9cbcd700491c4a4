package org.sealmx.standalone.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.sealmx.cli.OperatorException;

/**
 * The database that mail is kept in, open, and ours alone while it is. Thread-safe.
 *
 * <p>A pool hands out its connections. One more is open all the time: it keeps others out of a database on a server.
 */
public final class MailDatabase implements AutoCloseable {

    private static final int SECONDS_TO_ANSWER = 10;

    private final DatabaseLocation location;
    private final Dialect dialect;
    private final MailPool pool;
    private volatile Connection own;
    private final DatabaseIdentity identity;
    private final boolean isNew;
    private final SharedSync sync;
    private final AtomicLong opened = new AtomicLong();

    private MailDatabase(
            DatabaseLocation location,
            Dialect dialect,
            MailPool pool,
            Connection own,
            DatabaseIdentity identity,
            boolean isNew) {
        this.location = location;
        this.dialect = dialect;
        this.pool = pool;
        this.own = own;
        this.identity = identity;
        this.isNew = isNew;
        this.sync = new SharedSync(this::syncNow);
    }

    /**
     * Opens the database, and creates it if there is none and nothing else in its place. A new one is on the disk when
     * this returns, so that what is written about it afterwards is true even if the program is killed.
     *
     * @param mayBeNew whether it may be created
     * @throws OperatorException when it cannot be opened, is of another program or of a later version of this one, is
     *     in use, or is empty and may not be new; then it has not been changed
     */
    public static MailDatabase open(DatabaseLocation location, boolean mayBeNew) throws OperatorException {
        Dialect dialect = Dialect.of(location);
        boolean made = dialect.prepare(mayBeNew);
        MailPool pool = dialect.pool();
        Connection own;
        try {
            own = pool.getConnection();
        } catch (SQLException e) {
            closeAfter(e, pool);
            throw dialect.cannotOpen(e);
        }
        try {
            dialect.requireAlone(own);
            DatabaseIdentity identity = DatabaseIdentity.in(own, location, mayBeNew);
            return new MailDatabase(location, dialect, pool, own, identity, made || identity.isNew());
        } catch (SQLException e) {
            closeAfter(e, () -> dialect.abandon(own), pool);
            throw dialect.cannotOpen(e);
        } catch (OperatorException e) {
            closeAfter(e, () -> dialect.abandon(own), pool);
            throw e;
        }
    }

    private static void closeAfter(Exception reason, AutoCloseable... opened) {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }

    /**
     * Determines what to do when the database cannot be used any more until the program starts anew. It is done once,
     * by the thread that notices, which must not wait for it.
     */
    public void whenLost(Runnable action) {
        pool.whenLost(action);
    }

    /** Connections; each is to be closed by the one who asked for it. */
    public DataSource connections() {
        return pool;
    }

    /**
     * How often the database had to be opened again since the start. Whoever wants to {@link #sync} asks before the
     * transaction begins.
     */
    public long opened() {
        return opened.get();
    }

    /**
     * Has everything that was committed before on the disk when it returns.
     *
     * @param before what {@link #opened} said before the transaction began
     * @throws SQLException when the disk does not take it, when the database is no longer ours alone, or when the
     *     database was closed meanwhile, for example by a full disk: what was only in its memory is gone, although it
     *     was committed
     */
    public void sync(long before) throws SQLException {
        sync.await();
        if (opened.get() != before && !dialect.commitsToDisk()) {
            throw new SQLException("the database was closed and opened again since the transaction began");
        }
    }

    /**
     * Asks the connection that was open all the time: a new one would open a new database, which has nothing to sync.
     */
    private void syncNow() throws SQLException {
        if (!own.isValid(SECONDS_TO_ANSWER)) {
            claimAgain();
        }
        try {
            dialect.sync(own);
        } catch (SQLException e) {
            claimAgain();
            throw e;
        }
    }

    /** After our connection has ended, and with it what kept others out, or after the database did. */
    private void claimAgain() throws SQLException {
        opened.incrementAndGet();
        if (!own.isClosed()) {
            pool.invalidateConnection(own);
        }
        Connection next = pool.getConnection();
        try {
            dialect.requireAlone(next);
        } catch (OperatorException e) {
            next.close();
            throw new SQLException("another instance has taken the database", e);
        }
        own = next;
    }

    /** What tells this database from all others, such as one that is restored from a backup of another. */
    public UUID id() {
        return identity.id();
    }

    /** Whether it has been made by this start, and so has no mail of an earlier one. */
    public boolean isNew() {
        return isNew;
    }

    /** Where it is, for the operator. */
    @Override
    public String toString() {
        return dialect.name() + ", " + location;
    }

    /** Closes it in order: everything that was committed is in its files. */
    @Override
    public void close() throws SQLException {
        Connection last = own;
        try (pool;
                last) {
            dialect.shutDown(pool);
        }
    }
}
