package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CouchDbOptionsTest {

    private static final Path SHIPPED = Path.of("../james-conf/conf");

    @TempDir
    Path folder;

    private Path credentials() throws Exception {
        return Files.writeString(folder.resolve("credentials"), "name:password");
    }

    private Options options(String... more) throws Exception {
        String[] line = new String[more.length + 2];
        line[0] = "--directory";
        line[1] = "http://127.0.0.1:5984";
        System.arraycopy(more, 0, line, 2, more.length);
        return CommandLine.parse(line);
    }

    @Test
    void credentialsShouldBeTheFileThatIsNamedElseThoseOfTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("COUCHDB_USER", "name", "COUCHDB_PASSWORD", "password");

        assertThat(CouchDbOptions.credentials(options("--couchdb-credentials", "/c"), environment))
                .contains("file:///c");
        assertThat(CouchDbOptions.credentials(options(), environment)).contains("env");
        assertThat(CouchDbOptions.credentials(options(), Map.of("COUCHDB_USER", "")))
                .isEmpty();
        assertThat(CouchDbOptions.credentials(options(), Map.of())).isEmpty();
    }

    @Test
    void requireEffectShouldAcceptTheShippedConfiguration() throws Exception {
        Options options = options("--couchdb-credentials", credentials().toString());

        assertThatCode(() -> CouchDbOptions.requireEffect(options, SHIPPED)).doesNotThrowAnyException();
    }

    @Test
    void requireEffectShouldNameCredentialsThatCannotBeRead() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() ->
                        CouchDbOptions.requireEffect(options("--couchdb-credentials", missing.toString()), SHIPPED))
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
                    .isThrownBy(() ->
                            CouchDbOptions.requireEffect(options("--couchdb-credentials", file.toString()), SHIPPED))
                    .withMessage("--couchdb-credentials: %s must contain a single line, NAME:PASSWORD.", file);
        }
    }

    @Test
    void requireEffectShouldRefuseAConfigurationThatSaysItself() throws Exception {
        Path file = Files.writeString(
                folder.resolve("sealmx.properties"),
                "directory=http://a.example\n#couchdb-credentials=${sys:sealmx.couchdb.credentials}\n");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> CouchDbOptions.requireEffect(options(), folder))
                .withMessage(
                        "--directory has no effect: %s says directory itself; leave out the option, or write"
                                + " directory=${sys:sealmx.directory} there",
                        file);

        Files.writeString(file, Files.readString(file) + "directory=${sys:sealmx.directory:-x}\n");
        Options options = options("--couchdb-credentials", credentials().toString());
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> CouchDbOptions.requireEffect(options, folder))
                .withMessageStartingWith("--couchdb-credentials has no effect: " + file);
    }
}
