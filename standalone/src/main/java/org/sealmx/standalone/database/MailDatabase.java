package org.sealmx.standalone.database;

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

    private final DatabaseLocation location;
    private final Dialect dialect;
    private final BasicDataSource pool;
    private final Connection own;
    private final DatabaseIdentity identity;

    private MailDatabase(
            DatabaseLocation location,
            Dialect dialect,
            BasicDataSource pool,
            Connection own,
            DatabaseIdentity identity) {
        this.location = location;
        this.dialect = dialect;
        this.pool = pool;
        this.own = own;
        this.identity = identity;
    }

    /**
     * Opens the database, and creates it if there is none and nothing else in its place.
     *
     * @throws OperatorException when it cannot be opened, is of another program or of a later version of this one, or
     *     is in use; then it has not been changed
     */
    public static MailDatabase open(DatabaseLocation location) throws OperatorException {
        Dialect dialect = Dialect.of(location);
        dialect.requireUsable();
        BasicDataSource pool = dialect.pool();
        try {
            return open(location, dialect, pool);
        } catch (SQLException e) {
            close(pool, e);
            throw dialect.cannotOpen(e);
        } catch (OperatorException e) {
            close(pool, e);
            throw e;
        }
    }

    private static MailDatabase open(DatabaseLocation location, Dialect dialect, BasicDataSource pool)
            throws SQLException, OperatorException {
        Connection own = pool.getConnection();
        dialect.requireAlone(own);
        DatabaseIdentity identity = DatabaseIdentity.in(own, location);
        return new MailDatabase(location, dialect, pool, own, identity);
    }

    private static void close(BasicDataSource pool, Exception reason) {
        try {
            pool.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Connections; each is to be closed by the one who asked for it. */
    public DataSource connections() {
        return pool;
    }

    /** What tells this database from all others, such as one that is restored from a backup of another. */
    public UUID id() {
        return identity.id();
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
            dialect.shutDown(own);
        }
    }
}
