package org.sealmx.standalone.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
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
    private final BasicDataSource pool;
    private volatile Connection own;
    private final DatabaseIdentity identity;
    private final boolean isNew;
    private final SharedCheck ours;

    private MailDatabase(
            DatabaseLocation location,
            Dialect dialect,
            BasicDataSource pool,
            Connection own,
            DatabaseIdentity identity,
            boolean isNew) {
        this.location = location;
        this.dialect = dialect;
        this.pool = pool;
        this.own = own;
        this.identity = identity;
        this.isNew = isNew;
        this.ours = new SharedCheck(this::requireOursNow);
    }

    /**
     * Opens the database, and creates it if there is none and nothing else in its place. A new one is on the disk when
     * this returns, so that what is written about it afterwards is true even if the program is killed.
     *
     * @param mayBeNew whether it may be created
     * @throws OperatorException when it cannot be opened, is of another program or of a later version of this one, is
     *     in use, or is empty and may not be new; then what is in it has not been changed
     */
    public static MailDatabase open(DatabaseLocation location, boolean mayBeNew) throws OperatorException, IOException {
        return open(location, mayBeNew, id -> {});
    }

    /**
     * The same, with a look at which database it is.
     *
     * @param check is asked about one that has mail, before it is changed
     */
    public static MailDatabase open(DatabaseLocation location, boolean mayBeNew, IdentityCheck check)
            throws OperatorException, IOException {
        Dialect dialect = Dialect.of(location);
        boolean made = dialect.prepare(mayBeNew);
        BasicDataSource pool = dialect.pool();
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
            boolean isNew = made || identity.isNew();
            if (!isNew) {
                check.require(identity.id());
            }
            return new MailDatabase(location, dialect, pool, own, identity, isNew);
        } catch (SQLException e) {
            closeAfter(e, pool, () -> dialect.abandon(own));
            throw dialect.cannotOpen(e);
        } catch (OperatorException | IOException e) {
            closeAfter(e, pool, () -> dialect.abandon(own));
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

    /** Connections; each is to be closed by the one who asked for it. */
    public DataSource connections() {
        return pool;
    }

    /**
     * Makes sure that nobody else has used the database meanwhile. Whoever has committed something asks before it is
     * confirmed.
     *
     * @throws SQLException when the database is no longer ours alone, or is closed, for example by a full disk
     */
    public void requireOurs() throws SQLException {
        ours.await();
    }

    private void requireOursNow() throws SQLException {
        if (!own.isValid(SECONDS_TO_ANSWER)) {
            claimAgain();
        }
    }

    /** After our connection has ended, and with it what kept others out, or after the database did. */
    private void claimAgain() throws SQLException {
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
        try (pool) {
            own.close();
        } finally {
            dialect.shutDown();
        }
    }
}
