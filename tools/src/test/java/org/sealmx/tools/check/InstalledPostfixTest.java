package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.server.config.StartUpException;

class InstalledPostfixTest {

    private static final String TABLE = "hash:/etc/postfix/transport";
    private static final String WARNING =
            "postmap: warning: /etc/postfix/main.cf, line 3: overriding earlier entry: mynetworks=127.0.0.0/8";

    @TempDir
    Path folder;

    private InstalledPostfix postfix() {
        return new InstalledPostfix(List.of(folder));
    }

    /** Replaces a program of Postfix with one that prints and does what the real one was observed to do. */
    private void program(String name, String stdout, List<String> stderr, int status) throws IOException {
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        if (!stdout.isEmpty()) {
            script.append("echo '").append(stdout).append("'\n");
        }
        stderr.forEach(line -> script.append("echo '").append(line).append("' >&2\n"));
        Path file = folder.resolve(name);
        Files.writeString(file, script.append("exit ").append(status).append('\n'));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void keyThatIsNotThereShouldBeEmptyWhateverPostfixWarnsOf() throws IOException {
        program("postmap", "", List.of(), 1);
        assertThat(postfix().lookup(TABLE, "example.org")).isEmpty();

        program("postmap", "", List.of(WARNING, WARNING), 1);
        assertThat(postfix().lookup(TABLE, "example.org")).isEmpty();
    }

    @Test
    void warningsShouldNotBecomePartOfAValue() throws IOException {
        program("postmap", "relay", List.of(WARNING), 0);
        assertThat(postfix().lookup(TABLE, "example.org")).isEqualTo("relay");

        program("postconf", "mx.example.net", List.of(WARNING), 0);
        assertThat(postfix().value("myhostname")).isEqualTo("mx.example.net");
    }

    @Test
    void tableThatCannotBeReadShouldEndTheCheckWithTheReasonAlone() throws IOException {
        for (String level : List.of("fatal", "error", "panic")) {
            String reason = "postmap: " + level + ": open database transport.db: No such file or directory";
            program("postmap", "", List.of(WARNING, reason), 1);

            assertThatExceptionOfType(StartUpException.class)
                    .isThrownBy(() -> postfix().lookup(TABLE, "example.org"))
                    .withMessage("--postfix: " + reason);
        }
    }
}
