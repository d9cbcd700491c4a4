package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/**
 * A Postfix that knows two nodes, as {@code docs/scaling.md} says: when one is stopped, the other takes its mail at
 * once.
 */
class SeveralNodesPostfixIT {

    private static SmtpSink elsewhere;
    private static SealMxServer first;
    private static SealMxServer second;
    private static PostfixServer postfix;

    @BeforeAll
    static void start() throws Exception {
        elsewhere = new SmtpSink();
        first = node();
        second = node();
        postfix = PostfixServer.start(
                "example.org",
                first.lmtpPort(),
                elsewhere.port(),
                "relay_transport = lmtp:inet:127.0.0.1:" + first.lmtpPort() + ",127.0.0.1:" + second.lmtpPort() + "\n");
    }

    @AfterAll
    static void stop() throws Exception {
        postfix.close();
        second.close();
        first.close();
        elsewhere.close();
    }

    private static SealMxServer node() throws Exception {
        return SealMxServer.builder().directory(Accounts.shared()::writeTo).start();
    }

    private static void submit() throws Exception {
        postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh());
        postfix.awaitEmptyQueue();
    }

    @Test
    void mailShouldGoToTheOtherNodeAtOnceWhenOneIsStopped() throws Exception {
        submit();
        assertThat(first.count(Accounts.ALICE)).isEqualTo(1);
        assertThat(first.stop()).isZero();
        submit();
        assertThat(second.count(Accounts.ALICE)).isEqualTo(1);
        first.restart();
        submit();
        assertThat(postfix.log()).doesNotContain("status=deferred");
        assertThat(elsewhere.received()).isEmpty();
    }
}
