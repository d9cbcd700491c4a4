package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.OperatorException;
import org.sealmx.standalone.database.DatabaseLocation;
import org.sealmx.standalone.database.DatabaseLogin;
import org.sealmx.standalone.folder.WorkingDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class StoreOptionsTest {

    private static final String URL = "jdbc:postgresql://db.example/mail";

    /** Has the options and does nothing. */
    @Command
    static final class Only {
        @Mixin
        final StoreOptions store = new StoreOptions();

        static StoreOptions of(String... words) {
            Only only = new Only();
            new CommandLine(only).parseArgs(words);
            only.store.requireSense();
            return only.store;
        }
    }

    @TempDir
    Path temp;

    private WorkingDirectory data;

    @BeforeEach
    void prepare() throws Exception {
        data = WorkingDirectory.prepare(temp.resolve("data"), List.of());
    }

    @AfterEach
    void close() throws Exception {
        data.close();
    }

    @Test
    void mailShouldBeKeptBelowTheDataFolderByDefault() throws Exception {
        assertThat(Only.of().location(data, Map.of()))
                .isEqualTo(Only.of("--store", "database").location(data, Map.of()))
                .contains(new DatabaseLocation.Embedded(temp.resolve("data/store")));
    }

    @Test
    void memoryShouldHaveNoDatabase() throws Exception {
        assertThat(Only.of("--store=memory").location(data, Map.of())).isEmpty();
        assertThat(StoreOptions.memory().location(data, Map.of())).isEmpty();
    }

    @Test
    void databaseShouldTakeItsLoginFromAFile() throws Exception {
        Path file = Files.writeString(temp.resolve("credentials"), "sealmx:a:b\n");

        assertThat(Only.of("--database", URL, "--database-credentials", file.toString())
                        .location(data, Map.of("DATABASE_USER", "other")))
                .contains(new DatabaseLocation.Server(URL, Optional.of(new DatabaseLogin("sealmx", "a:b"))));
    }

    @Test
    void databaseShouldTakeItsLoginFromTheEnvironment() throws Exception {
        assertThat(Only.of("--database", URL)
                        .location(data, Map.of("DATABASE_USER", "sealmx", "DATABASE_PASSWORD", "secret")))
                .contains(new DatabaseLocation.Server(URL, Optional.of(new DatabaseLogin("sealmx", "secret"))));
        assertThat(Only.of("--database", URL).location(data, Map.of()))
                .contains(new DatabaseLocation.Server(URL, Optional.empty()));
    }

    @Test
    void passwordWithoutANameShouldBeNamed() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> Only.of("--database", URL).location(data, Map.of("DATABASE_PASSWORD", "s3cret")))
                .withMessage("--database: the environment has DATABASE_PASSWORD and no DATABASE_USER; set both, or"
                        + " neither");
    }

    @Test
    void loginShouldNotShowItsPassword() {
        assertThat(new DatabaseLogin("sealmx", "secret")).hasToString("sealmx");
        assertThat(new DatabaseLocation.Server(URL + "?ssl=true", Optional.empty()))
                .hasToString("postgresql://db.example/mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealmx", ":secret", "a:b\nc:d", ""})
    void fileOfCredentialsShouldHaveOneLine(String content) throws Exception {
        Path file = Files.writeString(temp.resolve("credentials"), content);

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> Only.of("--database", URL, "--database-credentials", file.toString())
                        .location(data, Map.of()))
                .withMessage("--database-credentials: %s must contain a single line, NAME:PASSWORD.", file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://alice:s3cret@db.example/mail",
                "jdbc:postgresql://db.example/mail?user=alice&password=s3cret",
                "jdbc:postgresql://db.example/mail?ssl=true&PASSWORD=s3cret",
                "jdbc:postgresql://db.example/mail?sslpassword=s3cret",
                "jdbc:postgresql://db.example/mail?ssl=true&sslPassword=s3cret"
            })
    void urlShouldHoldNoPasswordAndNotBeRepeated(String url) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--database", url))
                .withMessageContaining("--database-credentials")
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db.example/mail", "jdbc:postgresql://", "jdbc:oracle:thin:x", "mail", ""})
    void urlShouldBeOfADatabaseThatIsKnown(String url) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--database", url))
                .withMessageContaining("takes PostgreSQL as jdbc:postgresql://HOST/NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inet:127.0.0.1:24", "inet:[::1]:24", "inet:mail.example:65535", "unix:/run/dovecot/lmtp"})
    void nextHopShouldHaveNoDatabase(String place) throws Exception {
        StoreOptions options = Only.of("--store", "lmtp", "--next-hop", place);
        assertThat(options.location(data, Map.of())).isEmpty();
        assertThat(options.nextHop()).contains(place);
        assertThat(Only.of().nextHop()).isEmpty();
    }

    @Test
    void contradictionsShouldBeNamed() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--store", "lmtp", "--next-hop", "unix:/s", "--database", URL))
                .withMessage("--database is for --store database; leave out one of them");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--store", "memory", "--database", URL))
                .withMessage("--database is for --store database; leave out one of them");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--database-credentials", "/c"))
                .withMessage("--database-credentials belongs to --database URL");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Only.of("--store", "disk"))
                .withMessageContaining("takes database, lmtp or memory");
    }
}
