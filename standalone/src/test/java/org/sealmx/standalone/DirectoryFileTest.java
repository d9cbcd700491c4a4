package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void mainAddressesShouldRefuseWhatIsNoArray() throws Exception {
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
                .withMessage("--directory: cannot read %s; name a JSON file of identity documents", missing);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("directory.json"), json);
    }
}
