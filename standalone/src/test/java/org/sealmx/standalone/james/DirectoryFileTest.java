package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class DirectoryFileTest {

    @TempDir
    Path folder;

    @Test
    void mainAddressesShouldBeThoseThatAreTheirOwnDestinationAndHaveAnOwner() throws Exception {
        Path file = write("""
                [
                  {"user_id": "1", "address": "alice@example.org", "destination": "Alice@example.org"},
                  {"user_id": "1", "address": "team@example.org", "destination": "alice@example.org"},
                  {"address": "orphan@example.org", "destination": "orphan@example.org"},
                  {"user_id": null, "address": "orphan2@example.org", "destination": "orphan2@example.org"},
                  "nonsense"
                ]
                """);

        assertThat(DirectoryFile.mainAddresses(file)).containsExactly("alice@example.org");
    }

    @Test
    void mainAddressesShouldNameTheLineOfBrokenJson() throws Exception {
        Path file = write("[\n  {,}\n]\n");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> DirectoryFile.mainAddresses(file))
                .withMessageStartingWith("--directory: " + file + " is not JSON: ")
                .withMessageEndingWith(" (line 2)");
    }

    @Test
    void mainAddressesShouldRefuseWhatIsNotAnArray() throws Exception {
        Path file = write("{}");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> DirectoryFile.mainAddresses(file))
                .withMessage("--directory: %s is not a JSON array of identity documents", file);
    }

    @Test
    void requireReadableShouldNameAMissingFile() {
        Path missing = folder.resolve("missing.json");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> DirectoryFile.requireReadable(missing))
                .withMessage("--directory: no file named %s. For CouchDB, write http://HOST:PORT.", missing);
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> DirectoryFile.requireReadable(folder))
                .withMessage(
                        "--directory: cannot read %s. It must be a regular file, a JSON array of identity documents, that"
                                + " you may read.",
                        folder);
    }

    @Test
    void requireReadableShouldSayHowCouchDbIsWrittenWhenItIsAHostAndAPort() {
        for (String name : List.of("127.0.0.1:5984", "couch-1.example.org:5984")) {
            assertThatExceptionOfType(OperatorException.class)
                    .isThrownBy(
                            () -> DirectoryFile.requireReadable(Path.of(name).toAbsolutePath()))
                    .withMessage("--directory: no file named %s. For CouchDB, write http://%s.", name, name);
        }
    }

    @Test
    void mainAddressesShouldRefuseDeepNestingInOneLine() throws Exception {
        Path file = write("[".repeat(100_000));

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> DirectoryFile.mainAddresses(file))
                .withMessageStartingWith("--directory: " + file + " is not JSON: ");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("directory.json"), json);
    }
}
