package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedKeysTest {

    @TempDir
    Path folder;

    @Test
    void rejectShouldNameTheKeyThatIsGivenTwice() throws IOException {
        Path file = Files.writeString(
                folder.resolve("sealmx.properties"), "domains=example.org\nstore=mailbox\ndomains = example.net\n");

        assertThatThrownBy(() -> RepeatedKeys.reject(file))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: 'domains' is given more than once");
    }

    @Test
    void rejectShouldAcceptAListOnOneLine() throws IOException {
        Path file =
                Files.writeString(folder.resolve("sealmx.properties"), "domains=example.org,example.net\n#domains=x\n");

        assertThatCode(() -> RepeatedKeys.reject(file)).doesNotThrowAnyException();
    }

    @Test
    void rejectShouldSayWhenTheFileIsMissing() {
        assertThatThrownBy(() -> RepeatedKeys.reject(folder.resolve("none.properties")))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("none.properties cannot be read");
    }
}
