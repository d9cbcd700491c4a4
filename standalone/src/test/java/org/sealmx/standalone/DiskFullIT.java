package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.standalone.MailServer.idOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.demo.Letter;

/** A database that cannot grow. The limit of the operating system on a file's size is used for a full disk. */
class DiskFullIT {

    private static final String ALICE = "alice@example.org";
    private static final String STORED = "250 2.6.0 Message stored";
    private static final int MOST = 500;
    /** A number of blocks of the file system: only there a disk ends a write. */
    private static final int ROOM = 25 * 4096;

    @TempDir
    Path folder;

    @Test
    void mailShouldWaitWhileTheDiskIsFullAndBeStoredOnceAfterwards() throws Exception {
        MailServer server = new MailServer(folder.resolve("data"), Map.of());
        List<String> expected = new ArrayList<>();
        List<Letter> deferred = new ArrayList<>();
        try (Program program = server.ready()) {
            deliver(server, Letter.to(ALICE), expected, deferred);
            program.limitFiles("" + (largest(server.data().resolve("store/mail/seg0")) + ROOM));
            for (int i = 0; i < MOST && deferred.size() < 5; i++) {
                deliver(server, Letter.to(ALICE), expected, deferred);
            }
            assertThat(deferred).hasSize(5);

            program.limitFiles("unlimited");
            for (Letter letter : deferred) {
                assertThat(server.deliver(letter)).isEqualTo(STORED);
                expected.add(idOf(letter));
            }
            assertThat(server.messageIds(ALICE, "demo")).containsExactlyInAnyOrderElementsOf(expected);
            program.kill();
        }
        try (Program program = server.ready()) {
            assertThat(server.messageIds(ALICE, "demo")).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(program.terminate().exitCode()).isZero();
        }
    }

    private static long largest(Path folder) throws IOException {
        long largest = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                largest = Math.max(largest, Files.size(file));
            }
        }
        return largest;
    }

    private static void deliver(MailServer server, Letter letter, List<String> expected, List<Letter> deferred)
            throws Exception {
        String reply = server.deliver(letter);
        if (reply.equals(STORED)) {
            expected.add(idOf(letter));
        } else {
            assertThat(reply).startsWith("451 4.3.0 ");
            deferred.add(letter);
        }
    }
}
