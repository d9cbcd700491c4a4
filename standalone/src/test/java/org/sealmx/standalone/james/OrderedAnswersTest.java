package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.imap.api.ImapConfiguration;
import org.apache.james.imap.api.ImapMessage;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.encode.main.DefaultImapEncoderFactory;
import org.apache.james.imap.main.DefaultImapDecoderFactory;
import org.apache.james.imap.message.request.AbstractImapRequest;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imapserver.netty.IMAPServer;
import org.apache.james.imapserver.netty.ImapMetrics;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** What a client reads from James' IMAP server when a command comes while the one before is still ending. */
class OrderedAnswersTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String HOOK = "the loop is late";

    private final Racing racing = new Racing();
    private IMAPServer server;

    @BeforeEach
    void start() throws Exception {
        server = new IMAPServer(
                DefaultImapDecoderFactory.createDecoder(),
                new DefaultImapEncoderFactory().buildImapEncoder(),
                new OrderedAnswers(racing),
                new ImapMetrics(new RecordingMetricFactory()),
                new NoopGaugeRegistry());
        BaseHierarchicalConfiguration settings = new BaseHierarchicalConfiguration();
        settings.addProperty("bind", "127.0.0.1:0");
        settings.addProperty("helloName", "localhost");
        settings.addProperty("helloName[@autodetect]", "false");
        server.configure(settings);
        server.init();
        Hooks.onLastOperator(HOOK, racing::hold);
    }

    @AfterEach
    void stop() {
        Hooks.resetOnLastOperator(HOOK);
        racing.worker.shutdownNow();
        server.destroy();
    }

    @Test
    void answerShouldBeInOrderWhenTheLoopLearnsOfItsEndLate() throws Exception {
        assertThat(answersTo("a1 NOOP\r\na2 NOOP\r\n"))
                .containsExactly("a1 OK NOOP completed.", "* OK completed.", "a2 OK NOOP completed.");
    }

    private List<String> answersTo(String commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            lines.readLine();
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(lines.readLine());
            }
            return answers;
        }
    }

    /**
     * Ends the first command once the second is in the queue behind it; and lets the event loop ask for the end of the
     * second only when another thread has worked on it, and written the beginning of its answer.
     */
    private static final class Racing implements ImapProcessor {

        private static final StatusResponseFactory RESPONSES = new UnpooledStatusResponseFactory();

        private final ExecutorService worker = Executors.newSingleThreadExecutor();
        private final CountDownLatch secondIsQueued = new CountDownLatch(1);
        private final CountDownLatch secondIsDone = new CountDownLatch(1);
        private volatile @Nullable Thread loop;

        @Override
        public Mono<Void> processReactive(ImapMessage message, Responder responder, ImapSession session) {
            AbstractImapRequest request = (AbstractImapRequest) message;
            if (request.getTag().asString().equals("a1")) {
                return Mono.create(end -> worker.execute(() -> {
                    await(secondIsQueued);
                    respondOk(request, responder);
                    end.success();
                    secondIsDone.countDown();
                }));
            }
            loop = Thread.currentThread();
            return Mono.fromRunnable(() -> {
                responder.respond(RESPONSES.untaggedOk(HumanReadableText.COMPLETED));
                responder.flush();
                respondOk(request, responder);
            });
        }

        private static void respondOk(AbstractImapRequest request, Responder responder) {
            responder.respond(RESPONSES.taggedOk(request.getTag(), request.getCommand(), HumanReadableText.COMPLETED));
        }

        <T> T hold(T publisher) {
            if (Thread.currentThread().equals(loop)) {
                secondIsQueued.countDown();
                await(secondIsDone);
            }
            return publisher;
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void configure(ImapConfiguration configuration) {}
    }
}
