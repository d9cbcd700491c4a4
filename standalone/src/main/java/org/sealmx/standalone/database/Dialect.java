package org.sealmx.standalone.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.sealmx.cli.OperatorException;

/** What differs between databases. In each, a commit is on the disk when it returns. */
interface Dialect {

    /** The one for a location. */
    static Dialect of(DatabaseLocation location) {
        if (location instanceof DatabaseLocation.Embedded embedded) {
            return new Derby(embedded);
        }
        return new PostgreSql((DatabaseLocation.Server) location);
    }

    /**
     * What all pools have in common. Each connection is tried before it is given out: a server can have gone, and an
     * embedded database closes itself when it cannot write, for example on a full disk.
     */
    static BasicDataSource pool(String url, int connections) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWaitMillis(Duration.ofMinutes(1).toMillis());
        pool.setTestOnBorrow(true);
        return pool;
    }

    /** The database's name, for the operator. */
    String name();

    /**
     * Looks, before the database is opened, whether it can be, and makes one that is below the data folder.
     *
     * @param mayBeNew whether it may be made
     * @return whether it was made; then it is on the disk
     * @throws OperatorException when it cannot be opened, or is missing and may not be made
     */
    boolean prepare(boolean mayBeNew) throws OperatorException;

    /** A pool of connections, none of which is open yet. */
    BasicDataSource pool();

    /**
     * Keeps other instances out for as long as the connection is open.
     *
     * @throws OperatorException when another is in already
     */
    void requireAlone(Connection connection) throws SQLException, OperatorException;

    /** Says in one line why the database does not open, and what to do. */
    OperatorException cannotOpen(SQLException problem);

    /** Closes the connection, and what it has opened. */
    void abandon(Connection connection) throws SQLException;

    /** Ends what is left to do, after all connections are closed. */
    void shutDown() throws SQLException;
}
