package org.sealmx.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgreSqlTest {

    private static final String URL = "jdbc:postgresql://db.example/mail";
    private static final String WRONG_PASSWORD = "28P01";

    private static PostgreSql with(Optional<DatabaseLogin> login) {
        return new PostgreSql(new DatabaseLocation.Server(URL, login));
    }

    @Test
    void wrongLoginShouldBeNamedWithBothPlacesThatItMayBeIn() {
        assertThat(with(Optional.of(new DatabaseLogin("sealmx", "s3cret")))
                        .cannotOpen(new SQLException("no", WRONG_PASSWORD)))
                .hasMessage("--database: postgresql://db.example/mail does not accept the name and the password;"
                        + " correct them in the file of --database-credentials, or in DATABASE_USER and"
                        + " DATABASE_PASSWORD");
    }

    @Test
    void missingLoginShouldBeAskedFor() {
        assertThat(with(Optional.empty()).cannotOpen(new SQLException("no", WRONG_PASSWORD)))
                .hasMessage("--database: postgresql://db.example/mail asks for a name and a password; set DATABASE_USER"
                        + " and DATABASE_PASSWORD, or name a file with --database-credentials");
    }
}
