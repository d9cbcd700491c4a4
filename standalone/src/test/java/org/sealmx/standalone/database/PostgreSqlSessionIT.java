package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.OperatorException;

/** What a real PostgreSQL has of our sessions. */
class PostgreSqlSessionIT {

    private static final String PASSWORD = UUID.randomUUID().toString();
    private static PostgreSqlServer server;

    @BeforeAll
    static void create() throws Exception {
        server = PostgreSqlServer.create(PASSWORD);
    }

    @AfterAll
    static void remove() throws Exception {
        server.close();
    }

    private static DatabaseLocation location(Optional<DatabaseLogin> login) {
        return new DatabaseLocation.Server(server.url("mail"), login);
    }

    /** The session that has the lock is one of them. */
    @Test
    void everySessionShouldEndSoonAfterItsNetworkFailed() throws Exception {
        try (MailDatabase database =
                        MailDatabase.open(location(Optional.of(new DatabaseLogin(PostgreSqlServer.ROLE, PASSWORD))));
                Connection connection = database.connections().getConnection()) {
            assertThat(shown(connection, "tcp_keepalives_idle")).isEqualTo("60");
            assertThat(shown(connection, "tcp_keepalives_interval")).isEqualTo("10");
            assertThat(shown(connection, "tcp_keepalives_count")).isEqualTo("6");
        }
    }

    @Test
    void wrongLoginShouldBeRefusedInOneLine() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> MailDatabase.open(location(Optional.of(new DatabaseLogin("sealmx", "wrong")))))
                .withMessageContaining("does not accept the name and the password");
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }
}
