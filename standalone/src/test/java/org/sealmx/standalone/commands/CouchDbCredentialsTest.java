package org.sealmx.standalone.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class CouchDbCredentialsTest {

    private static final Path SHIPPED = Path.of("../james-conf/conf");

    @TempDir
    Path folder;

    private Path credentials() throws Exception {
        return Files.writeString(folder.resolve("credentials"), "name:password");
    }

    private static CouchDbCredentials named(Path file) {
        return new CouchDbCredentials(Optional.of(file));
    }

    private static CouchDbCredentials none() {
        return new CouchDbCredentials(Optional.empty());
    }

    @Test
    void credentialsShouldBeTheFileThatIsNamedElseThoseOfTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("COUCHDB_USER", "name", "COUCHDB_PASSWORD", "password");

        assertThat(named(Path.of("/c")).value(environment)).contains("file:///c");
        assertThat(none().value(environment)).contains("env");
        assertThat(none().value(Map.of("COUCHDB_USER", ""))).isEmpty();
        assertThat(none().value(Map.of())).isEmpty();
    }

    @Test
    void requireEffectShouldAcceptTheShippedConfiguration() throws Exception {
        CouchDbCredentials credentials = named(credentials());

        assertThatCode(() -> credentials.requireEffect(true, SHIPPED)).doesNotThrowAnyException();
    }

    @Test
    void requireEffectShouldNameCredentialsThatCannotBeRead() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> named(missing).requireEffect(true, SHIPPED))
                .withMessage(
                        "--couchdb-credentials: cannot read %s; name a file with a single line, NAME:PASSWORD",
                        missing);
    }

    @Test
    void requireEffectShouldNameCredentialsThatAreNotOneLine() throws Exception {
        for (String content : List.of("", "s3cret", ":s3cret", "a:b\nc:d", "\n\n")) {
            Path file = Files.writeString(folder.resolve("couchdb.credentials"), content);
            assertThatExceptionOfType(OperatorException.class)
                    .as(content)
                    .isThrownBy(() -> named(file).requireEffect(true, SHIPPED))
                    .withMessage("--couchdb-credentials: %s must contain a single line, NAME:PASSWORD.", file);
        }
    }

    @Test
    void requireEffectShouldRefuseAConfigurationThatSaysItself() throws Exception {
        Path file = Files.writeString(
                folder.resolve("sealmx.properties"),
                "directory=http://a.example\n#couchdb-credentials=${sys:sealmx.couchdb.credentials}\n");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> none().requireEffect(true, folder))
                .withMessage(
                        "--directory has no effect: %s says directory itself; leave out the option, or write"
                                + " directory=${sys:sealmx.directory} there",
                        file);

        Files.writeString(file, Files.readString(file) + "directory=${sys:sealmx.directory:-x}\n");
        CouchDbCredentials credentials = named(credentials());
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> credentials.requireEffect(true, folder))
                .withMessageStartingWith("--couchdb-credentials has no effect: " + file);
    }
}
