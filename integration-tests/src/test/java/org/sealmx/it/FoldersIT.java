package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.ImapClient;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;

/** The folder that a stock mailet asks for while the message can be read, by the sample in the operator's guide. */
class FoldersIT {

    private static final byte[] SPAM =
            "Subject: win\r\nX-Spam-Flag: YES\r\n\r\nspam\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HAM =
            "Subject: hello\r\nX-Spam-Flag: NO\r\n\r\nham\r\n".getBytes(StandardCharsets.US_ASCII);

    private static void fileSpam(ServerConf conf) throws IOException {
        String sample = CodeBlocks.inMarkdown(ServerPaths.root().resolve("docs/OPERATING.md"), "xml", "X-Spam-Flag");
        conf.replace(
                "mailetcontainer.xml",
                "(?=<mailet match=\"All\" class=\"org.sealmx.mailets.EncryptForRecipient\")",
                Matcher.quoteReplacement(sample));
    }

    /** To an account, and to an alias of others. */
    @Test
    void deliveryShouldFileSpamInJunkAndNothingElse() throws Exception {
        try (SealMxServer server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(FoldersIT::fileSpam)
                .start()) {
            try (LmtpClient client = server.lmtp()) {
                assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE, Accounts.TEAM), SPAM))
                        .extracting(ServerReply::status)
                        .containsExactly("250 2.6.0", "250 2.6.0");
                client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), HAM);
            }
            try (ImapClient imap = server.imap(Accounts.ALICE)) {
                assertThat(imap.countInbox()).isEqualTo(1);
                assertThat(imap.count("Junk")).isEqualTo(1);
                assertThat(imap.flags(1)).contains("$Junk");
                assertThat(new String(imap.fetch(1), StandardCharsets.UTF_8))
                        .contains("BEGIN PGP MESSAGE")
                        .doesNotContain("win");
            }
            try (ImapClient imap = server.imap(Accounts.JUDY)) {
                assertThat(imap.count("Junk")).isEqualTo(1);
            }
        }
    }
}
