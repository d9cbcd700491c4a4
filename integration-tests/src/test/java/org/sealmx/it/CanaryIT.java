package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.it.harness.WriteTrace;

/** Invariants 1 and 9: the text, subject and addresses of a message appear in no file, no deleted file and no log. */
class CanaryIT {

    private static final String TEXT = "canary-text-5b1f6c";
    private static final String SUBJECT = "canary-subject-77d0a2";
    private static final String RECIPIENT = "canary-recipient-90c3ee";
    private static final String SENDER = "canary-sender-1e44b9";
    private static final List<String> CANARIES = List.of(TEXT, SUBJECT, RECIPIENT, SENDER);
    private static final int LARGE = 20_000_000;

    @Test
    void nothingOfAMessageShouldBeWrittenToAFile() throws Exception {
        try (WorkFolder apart = new WorkFolder("trace")) {
            WriteTrace trace = new WriteTrace(apart.resolve("trace"));
            try (SealMxServer server = traced(trace, SealMxServer.builder()).start()) {
                try (LmtpClient client = server.lmtp()) {
                    requireStored(client, message("", 1_000));
                    requireStored(client, message("", LARGE));
                    client.envelope(SENDER + "@example.com", List.of(RECIPIENT + "@example.org", RECIPIENT + "@"));
                }
                assertThat(server.count(Accounts.ALICE)).isEqualTo(2);
                server.stop();
                requireNowhere(server, trace);
            }
        }
    }

    @Test
    void nothingOfAMessageShouldBeWrittenToAFileWhenAMailetFails() throws Exception {
        try (WorkFolder apart = new WorkFolder("trace");
                Faults faults = new Faults()) {
            WriteTrace trace = new WriteTrace(apart.resolve("trace"));
            try (SealMxServer server = traced(trace, SealMxServer.builder())
                    .jvmOption(faults.jvmOption())
                    .conf(Faults::beforeSealing)
                    .start()) {
                try (LmtpClient client = server.lmtp()) {
                    for (String fault : List.of("exception", "runtime-exception", "to-error", "ghost")) {
                        assertThat(deliver(client, message("X-Fault: " + fault + "\r\n", 200_000)))
                                .isEqualTo("451 4.3.5");
                    }
                    requireNowhere(server, trace);
                    requireStored(client, message("X-Fault: spill\r\n", 1_000));
                }
                server.stop();
                assertThat(trace.writesOf(TEXT))
                        .as("a mailet that writes the message to a file which it deletes: the search finds that")
                        .isNotEmpty();
            }
        }
    }

    private static ServerBuilder traced(WriteTrace trace, ServerBuilder server) {
        return server.directory(Accounts.shared()::writeTo)
                .jvmOption("-XX:-UsePerfData")
                .under(trace.command());
    }

    private static void requireNowhere(SealMxServer server, WriteTrace trace) throws Exception {
        assertThat(trace.writes()).as("writes that were traced").isPositive();
        assertThat(trace.unseen()).as("writes that cannot be traced").isEmpty();
        String log = server.log().text();
        assertThat(log).as("the log is there").contains("INFO");
        for (String canary : CANARIES) {
            assertThat(trace.writesOf(canary)).as("writes of %s", canary).isEmpty();
            assertThat(FileSearch.filesWith(server.folder(), canary)).as(canary).isEmpty();
            assertThat(log).doesNotContain(canary);
        }
    }

    private static void requireStored(LmtpClient client, byte[] message) throws Exception {
        assertThat(deliver(client, message)).isEqualTo("250 2.6.0");
    }

    private static String deliver(LmtpClient client, byte[] message) throws Exception {
        List<ServerReply> replies =
                client.deliver(SENDER + "@example.com", List.of("alice+" + RECIPIENT + "@example.org"), message);
        return replies.get(0).status();
    }

    private static byte[] message(String field, int size) {
        String line = TEXT + " in every line, so that it is seen however the text is cut\r\n";
        return Messages.fresh(
                "Sender: " + SENDER + "@example.com\r\nSubject: " + SUBJECT + "\r\nTo: " + RECIPIENT
                        + "@example.org\r\n" + field,
                line.repeat(1 + size / line.length()));
    }
}
