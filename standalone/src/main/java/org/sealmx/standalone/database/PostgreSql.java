package org.sealmx.standalone.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;
import org.sealmx.cli.OperatorException;

/** PostgreSQL. */
final class PostgreSql implements Dialect {

    /** A fifth of what PostgreSQL allows as it is shipped. */
    private static final int CONNECTIONS = 20;

    /** Names our lock among those of other programs in the same database: "SealMX" in ASCII. */
    private static final long LOCK = 0x5365616c4d58L;

    /**
     * Has the server notice within two minutes that we are gone, for example after a network failed: a session that it
     * keeps has our lock, so that not even we get in. As systems are shipped, they notice after two hours.
     */
    private static final List<String> KEEP_ALIVE =
            List.of("SET tcp_keepalives_idle = 60", "SET tcp_keepalives_interval = 10", "SET tcp_keepalives_count = 6");

    private static final String CONNECTION_PROBLEM = "08";
    private static final String WRONG_LOGIN = "28";
    private static final String NO_DATABASE = "3D000";
    private static final String NOT_PERMITTED = "42501";

    private final DatabaseLocation.Server location;

    PostgreSql(DatabaseLocation.Server location) {
        this.location = location;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean prepare(boolean mayBeNew) {
        // the connection shows
        return false;
    }

    @Override
    public BasicDataSource pool() {
        BasicDataSource pool = Dialect.pool(location.url(), CONNECTIONS);
        location.login().ifPresent(login -> {
            pool.setUsername(login.name());
            pool.setPassword(login.password());
        });
        pool.addConnectionProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSqls(KEEP_ALIVE);
        return pool;
    }

    @Override
    public void requireAlone(Connection connection) throws SQLException, OperatorException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            result.next();
            if (!result.getBoolean(1)) {
                throw new OperatorException(
                        "--database: another instance uses " + location + "; stop it, or name another database");
            }
        }
    }

    @Override
    public OperatorException cannotOpen(SQLException problem) {
        SQLException cause = problem.getCause() instanceof SQLException sql ? sql : problem;
        String state = String.valueOf(cause.getSQLState());
        String text;
        if (state.startsWith(WRONG_LOGIN)) {
            text = location + wrongLogin();
        } else if (state.equals(NO_DATABASE)) {
            text = location + " does not exist; create it with createdb --owner=USER --encoding=UTF8"
                    + " --template=template0, where USER is that of --database-credentials";
        } else if (state.equals(NOT_PERMITTED)) {
            text = "the user of --database-credentials may not create tables in " + location
                    + "; make it the owner: ALTER DATABASE NAME OWNER TO USER";
        } else if (state.startsWith(CONNECTION_PROBLEM)) {
            text = "no connection to " + location + "; start PostgreSQL, or correct the URL";
        } else {
            text = location + " does not open ("
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ")";
        }
        return new OperatorException("--database: " + text, problem);
    }

    private String wrongLogin() {
        return location.login().isPresent()
                ? " does not accept the name and the password; correct them in the file of --database-credentials, or"
                        + " in DATABASE_USER and DATABASE_PASSWORD"
                : " asks for a name and a password; set DATABASE_USER and DATABASE_PASSWORD, or name a file with"
                        + " --database-credentials";
    }

    @Override
    public void abandon(Connection connection) throws SQLException {
        connection.close();
    }

    /** Nothing to do: the server goes on. */
    @Override
    public void shutDown() {}
}
