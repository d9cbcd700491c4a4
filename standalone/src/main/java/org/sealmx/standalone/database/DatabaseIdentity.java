package org.sealmx.standalone.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sealmx.cli.OperatorException;

/**
 * What a database says of itself, in the one row of a table of ours: which it is, and in which format.
 *
 * @param id made with the database
 * @param isNew whether the database has been made just now
 */
record DatabaseIdentity(UUID id, boolean isNew) {

    /**
     * The format of the tables. It is raised when a version of James maps its objects to other tables or columns in a
     * way that OpenJPA does not make of the existing ones, which is more than to add some.
     */
    static final int FORMAT = 1;

    private static final String TABLE = "SEALMX_DATABASE";

    /**
     * Reads it, or writes it into a database that is empty.
     *
     * @param mayBeNew whether the database may be empty
     * @throws OperatorException when the tables are of another program or of a later version of SealMX, or it is empty
     *     and may not be
     */
    static DatabaseIdentity in(Connection connection, DatabaseLocation location, boolean mayBeNew)
            throws SQLException, OperatorException {
        Optional<DatabaseIdentity> found = find(connection, location);
        if (found.isPresent()) {
            return found.get();
        }
        requireMayBeNew(location, mayBeNew);
        return create(connection);
    }

    /** @throws OperatorException when a database that has nothing in it must not be */
    static void requireMayBeNew(DatabaseLocation location, boolean mayBeNew) throws OperatorException {
        if (!mayBeNew) {
            throw new OperatorException(location + " is empty, but the folder of --data belongs to mailboxes with mail;"
                    + " name their database, or a new folder to begin without mail");
        }
    }

    /**
     * Reads it; empty if the database is.
     *
     * @throws OperatorException when the tables are of another program or of a later version of SealMX
     */
    static Optional<DatabaseIdentity> find(Connection connection, DatabaseLocation location)
            throws SQLException, OperatorException {
        if (tables(connection, TABLE) > 0) {
            return Optional.of(read(connection, location));
        }
        if (tables(connection, "%") > 0) {
            throw new OperatorException(location + " has tables of another program; name an empty database");
        }
        return Optional.empty();
    }

    private static DatabaseIdentity read(Connection connection, DatabaseLocation location)
            throws SQLException, OperatorException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT FORMAT, ID FROM " + TABLE)) {
            if (!row.next()) {
                throw new OperatorException(location + " is not complete; restore it from a backup");
            }
            if (row.getInt(1) > FORMAT) {
                throw new OperatorException(location + " is of a later version of SealMX (its format is "
                        + row.getInt(1) + ", this version reads " + FORMAT + "); start that version");
            }
            return new DatabaseIdentity(UUID.fromString(row.getString(2)), false);
        }
    }

    /** Makes table and row in one transaction. */
    private static DatabaseIdentity create(Connection connection) throws SQLException {
        DatabaseIdentity made = new DatabaseIdentity(UUID.randomUUID(), true);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (FORMAT INTEGER NOT NULL, ID VARCHAR(36) NOT NULL)");
            statement.execute("INSERT INTO " + TABLE + " VALUES (" + FORMAT + ", '" + made.id() + "')");
        }
        connection.commit();
        connection.setAutoCommit(true);
        return made;
    }

    /** How many tables there are whose name is like this in the schema that we use. */
    private static int tables(Connection connection, String name) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String spelled = about.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
        int count = 0;
        try (ResultSet tables = about.getTables(
                connection.getCatalog(), connection.getSchema(), spelled, new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                count++;
            }
        }
        return count;
    }
}
