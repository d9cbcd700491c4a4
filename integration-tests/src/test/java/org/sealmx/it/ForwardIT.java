package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.hop.TestTls;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Dkim;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.Postsrsd;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.SmtpSink;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * Forwards of two servers, one for one.example and one for two.example, through Postfix as docs/FORWARDING.md
 * configures it, with postsrsd. What leaves Postfix for other domains comes to a sink.
 */
class ForwardIT {

    private static final String SENDER = "bob@sender.example";
    private static final String CANARY = "canary of a forward";
    private static final String MESSAGE = """
            From: Bob <bob@sender.example>
            To: away@one.example
            Subject: %1$s
            Date: Mon, 3 Mar 2025 10:00:00 +0000
            Message-ID: <1@sender.example>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: 8bit

            %1$s, gr\u00fc\u00dfe
            .a line that begins with a dot
            """.formatted(CANARY).replace("\n", "\r\n");

    private static final String SIGNED_FIELDS =
            "From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding";

    private static final Accounts ACCOUNTS = Accounts.shared();

    private static SmtpSink others;
    private static WorkFolder tls;
    private static Postsrsd postsrsd;
    private static SealMxServer one;
    private static SealMxServer two;
    private static PostfixServer postfix;

    @BeforeAll
    static void start() throws Exception {
        int hop = Ports.free();
        int plainHop = Ports.free();
        others = new SmtpSink();
        postsrsd = Postsrsd.start("one.example");
        tls = new WorkFolder("tls");
        TestTls authority = new TestTls();
        authority.writeServer("127.0.0.1", tls.resolve("postfix.pem"));
        authority.writeTrustStore(tls.resolve("trust.p12"));
        TestKey key = ACCOUNTS.alice();
        one = SealMxServer.builder()
                .domain("one.example")
                .directory(directory -> {
                    for (String account : List.of("postmaster", "bob", "far", "refused")) {
                        directory.account(account + "@one.example", key.certificate());
                    }
                    directory
                            .alias("away@one.example", "far@elsewhere.example")
                            .alias("both@one.example", "far@one.example", "far@elsewhere.example")
                            .alias("loop@one.example", "bob@two.example")
                            .alias("unwanted@one.example", "refused@elsewhere.example");
                })
                .conf(conf -> conf.append("sealmx.properties", "forward-hop=inet:127.0.0.1:" + hop))
                .start();
        two = SealMxServer.builder()
                .domain("two.example")
                .directory(directory -> {
                    for (String account : List.of("postmaster", "loop", "near")) {
                        directory.account(account + "@two.example", key.certificate());
                    }
                    directory
                            .alias("bob@two.example", "loop@one.example")
                            .alias("away@two.example", "near@elsewhere.example");
                })
                .conf(conf -> conf.append(
                        "sealmx.properties",
                        "forward-hop=inet:127.0.0.1:" + plainHop + "\nforward-hop-tls=starttls"
                                + "\nforward-hop-trust-store=file://" + tls.resolve("trust.p12")))
                .start();
        postfix = PostfixServer.start(
                "one.example two.example",
                Ports.free(),
                others.port(),
                mainCf(),
                documented("", "smtpd").replace("127.0.0.1:10026", "127.0.0.1:" + hop) + plainPort(plainHop));
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable server : new AutoCloseable[] {postfix, one, two, postsrsd, others, tls}) {
            // when the start fails, there are some that were not started
            if (server != null) {
                server.close();
            }
        }
    }

    private static String mainCf() throws Exception {
        return "transport_maps = inline:{ { one.example = lmtp:inet:127.0.0.1:" + one.lmtpPort()
                + " } { two.example = lmtp:inet:127.0.0.1:" + two.lmtpPort() + " } }\n"
                + documented("cf", "recipient_canonical_maps = tcp");
    }

    /** A block of the document, with the ports of this test. */
    private static String documented(String language, String holding) throws Exception {
        String block = CodeBlocks.inMarkdown(ServerPaths.root().resolve("docs/FORWARDING.md"), language, holding);
        return block.replace("tcp:127.0.0.1:10001", "tcp:127.0.0.1:" + postsrsd.forwardPort())
                .replace("tcp:127.0.0.1:10002", "tcp:127.0.0.1:" + postsrsd.reversePort())
                .replace(
                        "smtpd_end_of_data_restrictions=",
                        "smtpd_end_of_data_restrictions=check_recipient_access,"
                                + "inline:{refused@elsewhere.example=REJECT}");
    }

    /**
     * A port that offers hardly anything but STARTTLS, without which it takes nothing, and leaves the sender as it is.
     */
    private static String plainPort(int port) {
        return """
                tlsmgr unix - - n 1000? 1 tlsmgr
                127.0.0.1:%d inet n - n - - smtpd
                  -o smtpd_discard_ehlo_keywords=8bitmime,smtputf8,pipelining,size,enhancedstatuscodes
                  -o smtpd_tls_security_level=encrypt
                  -o smtpd_tls_chain_files=%s
                  -o smtpd_tls_received_header=yes
                """.formatted(port, tls.resolve("postfix.pem"));
    }

    /** Submits a message and waits for the one that leaves Postfix because of it. */
    private static SmtpSink.Envelope leaving(String recipient, String message) throws Exception {
        return leaving(SENDER, recipient, message);
    }

    private static SmtpSink.Envelope leaving(String sender, String recipient, String message) throws Exception {
        int before = others.received().size();
        postfix.submit(sender, List.of(recipient), message.getBytes(StandardCharsets.ISO_8859_1));
        Await.until(
                "a message to leave",
                Duration.ofMinutes(1),
                () -> others.received().size() > before);
        postfix.awaitEmptyQueue();
        List<SmtpSink.Envelope> left = others.received();
        assertThat(left).hasSize(before + 1);
        return left.get(before);
    }

    private static String opened(SmtpSink.Envelope envelope) throws Exception {
        return new String(
                ACCOUNTS.gpg().decrypt(SealedMessage.parse(envelope.message()).armor()), StandardCharsets.ISO_8859_1);
    }

    /** The original, without the marks of a protected header; docs/FORWARDING.md describes them. */
    private static String original(String opened) {
        return opened.replaceFirst("^(HP-Outer:.*\\r\\n([ \\t].*\\r\\n)*)+", "")
                .replaceFirst("(?i);\\s*hp=\"cipher\"; protected-headers=\"v1\"\\r\\n", "\r\n");
    }

    @Test
    void forwardShouldArriveSealedFromASenderOfOurs() throws Exception {
        SmtpSink.Envelope envelope = leaving("away@one.example", MESSAGE);
        assertThat(envelope.recipients()).containsExactly("far@elsewhere.example");
        // SPF: the domain of the envelope is ours, so this machine may send for it
        assertThat(envelope.sender()).matches("SRS0=[A-Za-z0-9+/]+=\\w+=sender\\.example=bob@one\\.example");
        assertThat(envelope.text())
                .contains("\r\nDelivered-To: away@one.example\r\n")
                .doesNotContain("Return-Path")
                .doesNotContain(CANARY);
        assertThat(opened(envelope)).contains("Subject: " + CANARY).endsWith(MESSAGE.split("\r\n\r\n", 2)[1]);
        assertThat(one.log().text()).doesNotContain("far@elsewhere.example");
    }

    @Test
    void bounceOfAForwardShouldFindItsWayToTheOriginalSender() throws Exception {
        String rewritten = leaving("away@one.example", MESSAGE).sender();
        SmtpSink.Envelope bounce = leaving("", rewritten, "Subject: bounce\r\n\r\n");
        assertThat(bounce.sender()).isEmpty();
        assertThat(bounce.recipients()).containsExactly(SENDER);
        assertThat(bounce.text()).contains("Subject: bounce");
    }

    @ParameterizedTest
    @CsvSource({"simple/simple", "relaxed/relaxed", "relaxed/simple"})
    void signatureOfTheOriginalShouldVerifyInside(String canonicalization) throws Exception {
        Dkim dkim = new Dkim("sender.example");
        String signed = new String(
                dkim.sign(MESSAGE.getBytes(StandardCharsets.ISO_8859_1), canonicalization, SIGNED_FIELDS),
                StandardCharsets.ISO_8859_1);
        assertThat(verifies(dkim, signed)).as("before").isTrue();
        SmtpSink.Envelope envelope = leaving("away@one.example", signed);
        assertThat(envelope.text()).doesNotContain("DKIM-Signature");
        String original = original(opened(envelope));
        assertThat(verifies(dkim, original)).as("inside: %s", original).isTrue();
        assertThat(verifies(dkim, original.replace("10:00:00", "10:00:01")))
                .as("changed")
                .isFalse();
        assertThat(verifies(dkim, original.replace(", gr", "; gr")))
                .as("changed body")
                .isFalse();
    }

    private static boolean verifies(Dkim dkim, String message) throws Exception {
        return dkim.verifies(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void recipientWithACopyHereShouldGetBoth() throws Exception {
        int before = one.count("far@one.example");
        SmtpSink.Envelope forward = leaving("both@one.example", MESSAGE);
        assertThat(forward.recipients()).containsExactly("far@elsewhere.example");
        one.awaitMessage("far@one.example", before + 1);
        assertThat(one.count("far@one.example")).isEqualTo(before + 1);
    }

    @Test
    void refusalAfterTheMessageShouldReachTheSender() throws Exception {
        SmtpSink.Envelope bounce = leaving("unwanted@one.example", MESSAGE);
        assertThat(bounce.sender()).isEmpty();
        assertThat(bounce.recipients()).containsExactly(SENDER);
        assertThat(bounce.text())
                .contains("Status: 5.7.1")
                .contains("554 5.7.1 The mail is forwarded")
                .contains("unwanted@one.example")
                .doesNotContain("refused@elsewhere.example");
    }

    @Test
    void serverThatOffersNothingButStartTlsShouldGetTheMessage() throws Exception {
        SmtpSink.Envelope envelope = leaving("away@two.example", MESSAGE);
        assertThat(envelope.recipients()).containsExactly("near@elsewhere.example");
        assertThat(envelope.sender()).isEqualTo(SENDER);
        assertThat(envelope.text().lines().limit(5)).anyMatch(line -> line.contains("(using TLSv1."));
        assertThat(envelope.text().chars()).allMatch(c -> c < 128);
        assertThat(opened(envelope)).endsWith(MESSAGE.split("\r\n\r\n", 2)[1]);
    }

    /** loop@one.example forwards to bob@two.example, which forwards to loop@one.example. */
    @Test
    void loopOfTwoServersShouldEndWithABounce() throws Exception {
        SmtpSink.Envelope bounce = leaving("loop@one.example", MESSAGE);
        assertThat(bounce.sender()).isEmpty();
        assertThat(bounce.recipients()).containsExactly(SENDER);
        assertThat(bounce.text())
                .contains("Status: 5.4.6")
                .contains("554 5.4.6 The message has")
                .contains("\r\nDelivered-To: bob@two.example\r\n")
                .contains("\r\nDelivered-To: loop@one.example\r\n")
                .doesNotContain(CANARY);
        // nothing but the bounce, and nothing in a mailbox
        assertThat(one.count("bob@one.example")).isZero();
        assertThat(two.count("loop@two.example")).isZero();
    }
}
