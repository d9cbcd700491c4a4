package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.Samples;
import org.sealmx.it.harness.SmtpSink;

/** Tests the Postfix of the other tests itself, without the product. */
class PostfixServerIT {

    @Test
    void submitShouldHandTheMessageOverByLmtp() throws Exception {
        try (SmtpSink lmtp = new SmtpSink();
                SmtpSink others = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", lmtp.port(), others.port())) {
            byte[] message = Samples.small().get(0).bytes();
            postfix.submit("sender@example.com", List.of("alice@example.org", "bob@example.org"), message);
            SmtpSink.Envelope envelope = lmtp.awaitFor("alice@example.org").get(0);
            assertThat(envelope.recipients()).containsExactly("alice@example.org", "bob@example.org");
            assertThat(envelope.sender()).isEqualTo("sender@example.com");
            assertThat(envelope.text()).endsWith("this is plain text.\r\n");
            postfix.awaitEmptyQueue();
            assertThat(others.received()).isEmpty();
        }
    }

    @Test
    void submitShouldKeepTheMessageInTheQueueWhenNobodyAnswers() throws Exception {
        try (SmtpSink others = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", Ports.free(), others.port())) {
            postfix.submit(
                    "s@example.com",
                    List.of("alice@example.org"),
                    Samples.small().get(0).bytes());
            assertThat(postfix.awaitDeferred().recipients()).containsExactly("alice@example.org");
        }
    }
}
