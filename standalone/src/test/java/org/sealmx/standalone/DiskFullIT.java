package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.standalone.MailServer.idOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.standalone.demo.Letter;

/** A database that cannot grow. The limit of the operating system on a file's size is used for a full disk. */
class DiskFullIT {

    private static final String ALICE = "alice@example.org";
    private static final String STORED = "250 2.6.0 Message stored";
    private static final int MOST = 500;
    private static final int ROOM = 100_000;

    @TempDir
    Path folder;

    @Test
    void mailShouldWaitWhileTheDiskIsFullAndBeStoredOnceAfterwards() throws Exception {
        MailServer server = new MailServer(folder.resolve("data"), Map.of());
        List<String> expected = new ArrayList<>();
        List<Letter> deferred = new ArrayList<>();
        try (Program program = server.ready()) {
            deliver(server, Letter.to(ALICE), expected, deferred);
            program.limitFiles("" + (Files.size(server.data().resolve("store/mail.mv.db")) + ROOM));
            for (int i = 0; i < MOST && deferred.size() < 5; i++) {
                deliver(server, Letter.to(ALICE), expected, deferred);
            }
            assertThat(deferred).hasSize(5);

            program.kill();
        }
        try (Program program = server.ready()) {
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
