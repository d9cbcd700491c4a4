package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.DovecotSample;
import org.sealmx.it.harness.DovecotServer;
import org.sealmx.it.harness.DovecotServer.Stored;
import org.sealmx.it.harness.LmtpRelay;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SmtpSink;

/** Postfix, SealMX and Debian's Dovecot with the samples of {@code james-conf/dovecot}. */
class DovecotIT {

    private static final String FULL = "full@example.org";
    private static final String SMALL = "small@example.org";
    private static final String FAULTY = "faulty@example.org";
    /** In the directory, but not an account of Dovecot. */
    private static final String MISSING = "missing@example.org";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static DovecotServer dovecot;
    private static LmtpRelay relay;
    private static SealMxServer byTcp;
    private static SealMxServer bySocket;
    private static SmtpSink bounces;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        dovecot = DovecotServer.start(quotas());
        Files.writeString(dovecot.home(FAULTY).resolve("Maildir"), "not a folder\n");
        relay = new LmtpRelay(dovecot.port());
        byTcp = SealMxServer.builder()
                .directory(DovecotIT::accounts)
                .storeByLmtp(relay.inet())
                .start();
        bySocket = SealMxServer.builder()
                .directory(DovecotIT::accounts)
                .option("--store", "lmtp", "--next-hop", dovecot.unix())
                .start();
        bounces = new SmtpSink();
        postfix = PostfixServer.start(
                "example.org",
                byTcp.lmtpPort(),
                bounces.port(),
                DovecotSample.mainCf(byTcp.lmtpPort()) + "mynetworks = 127.0.0.0/8\n");
        try (LmtpClient client = LmtpClient.lhlo(dovecot.port())) {
            client.deliver("", List.of(FULL), Messages.fresh());
        }
    }

    private static Map<String, String> quotas() {
        Map<String, String> quotas = new LinkedHashMap<>();
        quotas.put(Accounts.ALICE, "*:bytes=1G");
        quotas.put(Accounts.BOB, "*:bytes=1G");
        quotas.put(FULL, "*:messages=1");
        quotas.put(SMALL, "*:bytes=20K");
        quotas.put(FAULTY, "*:bytes=1G");
        return quotas;
    }

    private static void accounts(DirectoryFile directory) {
        for (String address : List.of(Accounts.ALICE, Accounts.BOB, FULL, SMALL, FAULTY, MISSING)) {
            directory.account(address, Accounts.shared().alice().certificate());
        }
        directory.alias("postmaster@example.org", Accounts.ALICE);
    }

    @AfterAll
    static void stopServers() throws Exception {
        postfix.close();
        bounces.close();
        byTcp.close();
        bySocket.close();
        relay.close();
        dovecot.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inet", "unix"})
    void messageShouldBeStoredOnceAndOpen(String way) throws Exception {
        String marker = "in the body, by " + way;
        try (LmtpClient client = (way.equals("inet") ? byTcp : bySocket).lmtp()) {
            byte[] message = Messages.fresh("Subject: x\r\n", marker + "\r\n");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.BOB), message))
                        .extracting(reply -> reply.status())
                        .containsExactly("250 2.6.0");
            }
        }
        assertThat(opened(Accounts.BOB))
                .filteredOn(text -> text.contains(marker))
                .hasSize(1);
    }

    @Test
    void serverShouldSayWhereItsMailboxesAre() throws Exception {
        assertThat(bySocket.log().text()).contains("mailboxes  at " + dovecot.unix() + " (LMTP)");
    }

    @Test
    void messagesOfPostfixShouldBeStoredOnceOverOneConnectionInPipelines() throws Exception {
        int before = dovecot.stored(Accounts.ALICE).size();
        long connections = dovecot.connections();
        relay.forget();
        for (int i = 0; i < 20; i++) {
            postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh("", "number " + i + ".\r\n"));
            postfix.awaitEmptyQueue();
        }
        assertThat(dovecot.stored(Accounts.ALICE)).hasSize(before + 20);
        List<String> texts = opened(Accounts.ALICE);
        assertThat(IntStream.range(0, 20))
                .allMatch(i -> texts.stream()
                                .filter(text -> text.contains("number " + i + "."))
                                .count()
                        == 1);
        assertThat(dovecot.connections() - connections).isLessThanOrEqualTo(1);
        assertThat(relay.transcript())
                .filteredOn(part -> part.startsWith("C: MAIL FROM:"))
                .hasSize(20)
                .allMatch(part -> part.matches("C: MAIL FROM:[^\r]+\r\nRCPT TO:[^\r]+\r\nDATA\r\n"));
    }

    @Test
    void copyWhoseReplyWasLostShouldBeDroppedByTheScript() throws Exception {
        int before = dovecot.stored(Accounts.ALICE).size();
        relay.loseReplies(1);
        postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh("", "lost once\r\n"));
        postfix.awaitDeferred();
        assertThat(relay.repliesToLose()).isZero();
        assertThat(dovecot.stored(Accounts.ALICE)).hasSize(before + 1);

        postfix.flush();
        postfix.awaitEmptyQueue();
        assertThat(dovecot.log()).contains("discard action: Marked message to be discarded");
        assertThat(dovecot.stored(Accounts.ALICE)).hasSize(before + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MISSING + "| 5.1.1 | bounced  | 550 5.1.1 The mail store does not know the recipient",
                FULL + "   | 5.2.2 | bounced  | 552 5.2.2 The recipient's mailbox is full",
                SMALL + "  | 5.2.2 | bounced  | 552 5.2.2 The recipient's mailbox is full",
                FAULTY + " | 4.3.0 | deferred | 451 4.3.0 The mail store does not accept the message"
            })
    void refusalOfDovecotShouldBeWhatPostfixHears(String recipient, String dsn, String status, String reply)
            throws Exception {
        String large = "0123456789abcdef\r\n".repeat(5_000);
        postfix.submit(Accounts.SENDER, List.of(recipient), Messages.fresh("", large));
        Await.until("the outcome for " + recipient, LIMIT, () -> postfix.log().contains("to=<" + recipient + ">"));
        assertThat(postfix.log())
                .containsPattern("to=<" + recipient + ">,.* dsn=" + dsn + ", status=" + status + " .*said: " + reply);
        assertThat(dovecot.log()).doesNotContain("Panic");
        postfix.discardQueue();
    }

    @Test
    void dovecotThatIsDownShouldDeferAndItsMailArriveLater() throws Exception {
        int before = dovecot.stored(Accounts.ALICE).size();
        dovecot.stop();
        try {
            postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh("", "while it was down\r\n"));
            assertThat(postfix.awaitDeferred().reasons())
                    .singleElement()
                    .asString()
                    .contains("451 4.3.0");
        } finally {
            dovecot.restart();
        }
        postfix.flush();
        postfix.awaitEmptyQueue();
        assertThat(dovecot.stored(Accounts.ALICE)).hasSize(before + 1);
    }

    private static List<String> opened(String address) throws Exception {
        return dovecot.stored(address).stream().map(DovecotIT::open).toList();
    }

    private static String open(Stored stored) {
        try {
            byte[] armor = SealedMessage.parse(stored.octets()).armor();
            return new String(Accounts.shared().gpg().decrypt(armor), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new AssertionError(new String(stored.octets(), StandardCharsets.ISO_8859_1), e);
        }
    }
}
