package org.sealmx.hop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealmx.net.NameLookups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with the next server, from the greeting on. Commands of one message go out together where the server offers
 * PIPELINING (RFC 2920). Used by one thread at a time.
 */
final class HopConnection implements Closeable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HopConnection.class);
    private static final String DATA = "DATA";
    private static final String RSET = "RSET";

    private final HopSettings settings;
    private final Deadlines deadlines;
    private final Extensions extensions;
    private Wire wire;
    private ReplyReader replies;
    private Deadline deadline;
    private boolean usable = true;

    private HopConnection(HopSettings settings, Deadlines deadlines, Wire wire, Deadline deadline) throws IOException {
        this.settings = settings;
        this.deadlines = deadlines;
        this.deadline = deadline;
        this.wire = wire;
        this.replies = new ReplyReader(wire.in());
        this.extensions = begin();
    }

    /**
     * Connects and introduces itself.
     *
     * @param deadline when this has to be done
     * @throws HopRefusedException when the server does not want the session
     * @throws IOException when it cannot be reached or talks nonsense
     */
    static HopConnection open(HopSettings settings, NameLookups names, Deadlines deadlines, Deadline deadline)
            throws IOException {
        Wire wire = Wire.connect(settings, names, deadlines, deadline);
        try {
            return new HopConnection(settings, deadlines, wire, deadline);
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private Extensions begin() throws IOException {
        if (isTls(HopTls.Mode.IMPLICIT)) {
            secure();
        }
        expect(read(), "the greeting");
        Extensions offered = greet();
        if (isTls(HopTls.Mode.STARTTLS)) {
            if (!offered.has("STARTTLS")) {
                throw new HopRefusedException("the server does not offer STARTTLS");
            }
            expect(ask("STARTTLS"), "STARTTLS");
            secure();
            offered = greet();
        }
        if (settings.login().isPresent()) {
            logIn(settings.login().get(), offered);
        }
        return offered;
    }

    private boolean isTls(HopTls.Mode mode) {
        return settings.tls().map(tls -> tls.mode() == mode).orElse(false);
    }

    private void secure() throws IOException {
        Wire plain = wire;
        HopTls tls = settings.tls().orElseThrow();
        HopAddress.Inet host = (HopAddress.Inet) settings.address();
        wire = within(settings.timeouts().command(), () -> plain.withTls(tls, host));
        replies = new ReplyReader(wire.in());
    }

    private Extensions greet() throws IOException {
        String command = settings.protocol().greeting();
        HopReply reply = ask(command + " " + settings.helloName());
        expect(reply, command);
        return Extensions.in(reply);
    }

    private void logIn(HopLogin login, Extensions offered) throws IOException {
        if (!offered.mechanisms().contains("PLAIN")) {
            throw new HopRefusedException("the server does not offer AUTH PLAIN");
        }
        expect(ask("AUTH PLAIN " + login.plain()), "AUTH");
    }

    private static void expect(HopReply reply, String what) throws HopRefusedException {
        if (!reply.isSuccess()) {
            throw new HopRefusedException("the server answered " + what + " with " + reply);
        }
    }

    /** Whether another message can be sent. */
    boolean isUsable() {
        return usable;
    }

    /**
     * Whether the server has said something that nobody has asked for, such as a late reply: it would be taken for the
     * reply to the next command.
     */
    boolean hasUnreadInput() {
        try {
            return wire.hasInput();
        } catch (IOException e) {
            LOGGER.debug("a connection that was kept is broken", e);
            return true;
        }
    }

    /**
     * Sends a message. After an exception the connection is not usable any more, and the server has not taken the
     * message, unless it is an {@link UnansweredException}.
     *
     * @param until when this has to be done
     * @throws UnansweredException when the whole message was sent, and its reply did not come
     * @throws IOException when the message was not sent as a whole
     */
    HopResult send(HopMessage message, Deadline until) throws IOException {
        deadline = until;
        Optional<HopResult> obstacle = obstacle(message.envelope());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (!extensions.has("8BITMIME") && !MessageLines.isAscii(message.content())) {
            return new HopResult.NotSupported("8BITMIME");
        }
        usable = false;
        replies.allowUtf8(message.envelope().needsUtf8());
        return checked(extensions.has("PIPELINING") ? pipelined(message) : stepByStep(message));
    }

    /**
     * Asks whether the server would take a message: MAIL, RCPT, and RSET in place of a message. After an exception the
     * connection is not usable any more.
     *
     * @param until when this has to be done
     * @return never {@link HopResult.Taken}
     */
    HopResult probe(HopEnvelope envelope, Deadline until) throws IOException {
        deadline = until;
        Optional<HopResult> obstacle = obstacle(envelope);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        usable = false;
        replies.allowUtf8(envelope.needsUtf8());
        return checked(extensions.has("PIPELINING") ? pipelinedProbe(envelope) : probeStepByStep(envelope));
    }

    /** A server whose answers make no sense may have more of them on the way, which belong to no later command. */
    private HopResult checked(HopResult result) {
        usable &= !(result instanceof HopResult.Failed);
        return result;
    }

    private HopResult probeStepByStep(HopEnvelope envelope) throws IOException {
        Optional<HopReply> refusal = begun(envelope);
        reset();
        return refusal.map(HopConnection::refusedEnvelope).orElseGet(HopResult.Willing::new);
    }

    private HopResult pipelinedProbe(HopEnvelope envelope) throws IOException {
        write(mail(envelope), rcpt(envelope), RSET);
        List<HopReply> answers =
                within(settings.timeouts().command(), () -> List.of(replies.read(), replies.read(), replies.read()));
        usable = answers.get(2).isSuccess();
        return refusalAmong(answers.subList(0, 2))
                .map(HopConnection::refusedEnvelope)
                .orElseGet(HopResult.Willing::new);
    }

    /** Why the server cannot take a message with such an envelope, as far as that is known without asking it. */
    private Optional<HopResult> obstacle(HopEnvelope envelope) {
        if (extensions.maxSize().isPresent()
                && envelope.size() > extensions.maxSize().getAsLong()) {
            return Optional.of(new HopResult.TooLarge());
        }
        return envelope.needsUtf8() && !extensions.has("SMTPUTF8")
                ? Optional.of(new HopResult.NotSupported("SMTPUTF8"))
                : Optional.empty();
    }

    private HopResult pipelined(HopMessage message) throws IOException {
        write(mail(message.envelope()), rcpt(message.envelope()), DATA);
        Optional<HopReply> refusal = refusalAmong(List.of(read(), read()));
        HopReply data = read();
        if (data.isGoAhead()) {
            // If it refuses, the server waits for a message that it has no recipient for: the connection is closed.
            return refusal.isPresent() ? refusedEnvelope(refusal.get()) : content(message);
        }
        reset();
        return refusal.map(HopConnection::refusedEnvelope).orElseGet(() -> refused(data));
    }

    private static Optional<HopReply> refusalAmong(List<HopReply> replies) {
        return replies.stream().filter(reply -> !reply.isSuccess()).findFirst();
    }

    private HopResult stepByStep(HopMessage message) throws IOException {
        Optional<HopReply> refusal = begun(message.envelope());
        if (refusal.isPresent()) {
            reset();
            return refusedEnvelope(refusal.get());
        }
        HopReply data = ask(DATA);
        if (data.isGoAhead()) {
            return content(message);
        }
        reset();
        return refused(data);
    }

    /** The reply that refuses the sender or the recipient, without PIPELINING. */
    private Optional<HopReply> begun(HopEnvelope envelope) throws IOException {
        for (String command : List.of(mail(envelope), rcpt(envelope))) {
            HopReply reply = ask(command);
            if (!reply.isSuccess()) {
                return Optional.of(reply);
            }
        }
        return Optional.empty();
    }

    private String mail(HopEnvelope envelope) {
        StringBuilder mail = new StringBuilder("MAIL FROM:").append(envelope.sender());
        if (extensions.has("SIZE") && envelope.size() > 0) {
            mail.append(" SIZE=").append(envelope.size());
        }
        if (extensions.has("8BITMIME")) {
            mail.append(" BODY=8BITMIME");
        }
        if (envelope.needsUtf8()) {
            mail.append(" SMTPUTF8");
        }
        return mail.toString();
    }

    private static String rcpt(HopEnvelope envelope) {
        return "RCPT TO:<" + envelope.recipient() + ">";
    }

    private HopResult content(HopMessage message) throws IOException {
        OutputStream out = wire.out();
        try (InputStream content = message.content().open()) {
            MessageLines.write(
                    content,
                    new LimitedWrites(out, write -> within(settings.timeouts().command(), write)));
        }
        HopReply reply;
        try {
            write(".");
            reply = within(settings.timeouts().end(), replies::readCode);
        } catch (IOException e) {
            throw new UnansweredException(e);
        }
        if (reply.isIntermediate()) {
            // the real reply may come yet: nobody may take it for the reply to another command
            throw new UnansweredException(
                    new HopProtocolException("the server answered the message with " + reply.code()));
        }
        usable = !reply.isClosing();
        return reply.isSuccess() ? new HopResult.Taken() : refused(reply);
    }

    /** @param reply to MAIL or RCPT */
    private static HopResult refusedEnvelope(HopReply reply) {
        return reply.isAboutAddress() ? new HopResult.Refused(reply) : refused(reply);
    }

    private static HopResult refused(HopReply reply) {
        if (reply.isSuccess() || reply.isIntermediate()) {
            return new HopResult.Failed("NONSENSE", "the server answered a command with " + reply.code(), false);
        }
        return reply.isAboutSession()
                ? new HopResult.Failed("SESSION", "the server answered " + reply, false)
                : new HopResult.Refused(reply);
    }

    private void reset() throws IOException {
        usable = ask(RSET).isSuccess();
    }

    /** Takes leave, without waiting for the answer, and closes the connection. */
    void quit() throws IOException {
        try {
            if (usable) {
                deadline = new Deadline(System::nanoTime, settings.timeouts().command());
                write("QUIT");
            }
        } finally {
            close();
        }
    }

    private HopReply ask(String command) throws IOException {
        write(command);
        return read();
    }

    private HopReply read() throws IOException {
        return within(settings.timeouts().command(), replies::read);
    }

    private void write(String... commands) throws IOException {
        byte[] lines = (String.join("\r\n", commands) + "\r\n").getBytes(StandardCharsets.UTF_8);
        OutputStream out = wire.out();
        within(settings.timeouts().command(), () -> {
            out.write(lines);
            out.flush();
            return lines;
        });
    }

    private <T> T within(Duration limit, Deadlines.Operation<T> operation) throws IOException {
        return deadlines.within(deadline.within(limit), wire, operation);
    }

    @Override
    public void close() throws IOException {
        usable = false;
        wire.close();
    }
}
