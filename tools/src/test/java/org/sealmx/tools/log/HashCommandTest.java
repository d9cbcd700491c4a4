package org.sealmx.tools.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.server.config.LogHashKeyFile;
import org.sealmx.server.log.AddressHash;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.tools.Main;

class HashCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.run(List.of(words), InputStream.nullInputStream(), new PrintStream(out), new PrintStream(errors));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintTheHashOfTheLog() {
        Path key = folder.resolve("k");
        AddressHash hash = new AddressHash(LogHashKeyFile.readOrMake(key, new SecureRandom()));

        assertThat(run("hash", "Alice@EXAMPLE.org", "--key", key.toString())).isZero();

        assertThat(text(out)).isEqualTo(hash.of(EmailAddress.of("alice@example.org")) + System.lineSeparator());
    }

    @Test
    void keyOfTheServerShouldBeForItsOwnerOnly() throws Exception {
        Path key = folder.resolve("k");
        byte[] made = LogHashKeyFile.readOrMake(key, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(LogHashKeyFile.readOrMake(key, new SecureRandom())).isEqualTo(made);
    }

    @Test
    void missingKeyShouldNotBeMade() {
        Path key = folder.resolve("k");
        assertThat(run("hash", "alice@example.org", "--key", key.toString())).isNotZero();
        assertThat(text(errors)).contains("there is no key " + key).hasLineCount(1);
        assertThat(key).doesNotExist();
        assertThat(text(out)).isEmpty();
    }

    @Test
    void brokenKeyShouldBeNamed() throws Exception {
        Path key = Files.writeString(folder.resolve("k"), "c2hvcnQ=");
        assertThat(run("hash", "alice@example.org", "--key", key.toString())).isNotZero();
        assertThat(text(errors)).contains(key + ": not a key").hasLineCount(1);
    }

    @Test
    void addressThatIsNoneShouldBeRefusedWithoutRepeatingIt() {
        assertThat(run("hash", "no\u001baddress", "--key", "x")).isNotZero();
        assertThat(text(errors)).doesNotContain("\u001b");
    }
}
