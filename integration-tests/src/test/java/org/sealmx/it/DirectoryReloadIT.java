package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.SealMxServer;

/** The directory file is reloaded when it changes, and a broken file changes nothing. */
class DirectoryReloadIT {

    private static final String PROBLEMS = "sealmx_directory_problems";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void directoryShouldFollowItsFileAndStayWhenTheFileIsBroken() throws Exception {
        String certificate = Accounts.shared().alice().certificate();
        try (SealMxServer server =
                SealMxServer.builder().directory(Accounts.shared()::writeTo).start()) {
            Path file = server.folder().resolve("directory.json");
            Path next = server.folder().resolve("directory.next");

            DirectoryFile more = new DirectoryFile();
            Accounts.shared().writeTo(more);
            Files.move(more.account(Accounts.NOBODY, certificate).writeTo(next), file, StandardCopyOption.ATOMIC_MOVE);
            Await.until("the new address", LIMIT, () -> reply(server, Accounts.NOBODY) == 250);

            Files.writeString(file, "[ { \"address\": ");
            server.log().awaitText("ERROR");
            assertThat(reply(server, Accounts.NOBODY)).isEqualTo(250);
            assertThat(reply(server, Accounts.ALICE)).isEqualTo(250);
        }
    }

    @Test
    void nobodyShouldBeBouncedByAFileThatIsEmptyOrHasATypo() throws Exception {
        try (SealMxServer server =
                SealMxServer.builder().directory(Accounts.shared()::writeTo).start()) {
            Path file = server.folder().resolve("directory.json");
            String before = Files.readString(file);
            assertThat(reply(server, Accounts.NOBODY)).isEqualTo(550);
            double problems = server.metric(PROBLEMS);

            Files.writeString(file, "[]");
            server.log().awaitText("has no identity for postmaster@ of ");
            Await.until("one more problem", LIMIT, () -> server.metric(PROBLEMS) == problems + 1);
            assertThat(reply(server, Accounts.ALICE)).isEqualTo(250);

            Files.writeString(
                    file,
                    before.replaceFirst(
                            "\\]\\s*$",
                            ", {\"_id\": \"typo\", \"type\": \"Identity\", \"adress\": \"x\", \"destination\": \"y\"}]"));
            server.log().awaitText("Identity typo has no \"address\"");
            assertThat(reply(server, Accounts.NOBODY)).isEqualTo(451);
            assertThat(reply(server, Accounts.ALICE)).isEqualTo(250);

            Files.writeString(file, before);
            Await.until("the repaired file", LIMIT, () -> reply(server, Accounts.NOBODY) == 550);
            Await.until("the problems from before", LIMIT, () -> server.metric(PROBLEMS) == problems);
        }
    }

    private static int reply(SealMxServer server, String recipient) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(recipient)).get(0).code();
        }
    }
}
