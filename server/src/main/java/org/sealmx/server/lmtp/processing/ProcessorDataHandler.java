package org.sealmx.server.lmtp.processing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ProcessingRoom;
import org.sealmx.delivery.Together;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.james.AttemptMail;
import org.sealmx.james.Fault;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.Stage;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingShare;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.OpenTransaction;
import org.sealmx.server.lmtp.session.Stepped;
import org.sealmx.server.lmtp.step.EndOfDataStep;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the processors once for each recipient of a message, for several recipients at the same time, and turns each
 * result into one reply (RFC 2033 section 4.2). Only a confirmation in the {@link DeliveryLedger} is a success; without
 * any report the reply is 451.
 */
@Singleton
public final class ProcessorDataHandler extends Stepped<EndOfDataStep> implements LineHandler<SMTPSession> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessorDataHandler.class);

    private final MailProcessor processors;
    private final DeliveryLedger ledger;
    private final RecipientPolicy policy;
    private final Clock clock;
    private final ProcessingRoom room;
    private final Together together;
    private final OutcomeReport report;
    private final Measurements measurements;
    private final OutageLog faults;

    /** Called by James' injector. */
    @Inject
    public ProcessorDataHandler(
            MailProcessor processors,
            DeliveryLedger ledger,
            RecipientPolicy policy,
            ProcessingRoom room,
            Together together,
            OutcomeReport report,
            Measurements measurements,
            Clock clock) {
        super(EndOfDataStep.class);
        this.processors = processors;
        this.ledger = ledger;
        this.policy = policy;
        this.room = room;
        this.together = together;
        this.report = report;
        this.measurements = measurements;
        this.clock = clock;
        this.faults = new OutageLog(LOGGER, "Mail is not processed", "Mail is processed again", clock::millis);
    }

    /** Called with an empty line when the data is complete. */
    @Override
    public Response onLine(SMTPSession smtpSession, byte[] endOfData) {
        LmtpConnection session = (LmtpConnection) smtpSession;
        session.popLineHandler();
        try {
            List<RecipientOutcome> outcomes =
                    outcomesOrFault(session, session.transaction().orElseThrow());
            report.tell(outcomes);
            return LmtpReplies.responses(
                    outcomes.stream().map(RecipientOutcome::reply).toList());
        } finally {
            session.resetState();
        }
    }

    /** Returns one outcome for each recipient even when a step throws; with fewer, the sending side would wait. */
    private List<RecipientOutcome> outcomesOrFault(LmtpConnection session, OpenTransaction lmtp) {
        Instant begin = report.begin();
        try {
            return outcomesOf(session, lmtp, begin);
        } catch (RuntimeException e) {
            faults.failed(e.getClass().getName(), "the end of the data: " + Fault.of(e));
            LOGGER.debug("the end of the data", e);
            return report.unprocessed(lmtp.recipients(), Optional.empty(), LmtpReplies.FAULT, Reason.FAULT, begin);
        }
    }

    private List<RecipientOutcome> outcomesOf(LmtpConnection session, OpenTransaction lmtp, Instant begin) {
        DataReader data = lmtp.data().orElseThrow();
        if (data.violation().isPresent()) {
            Reply reply = data.violation().get();
            return report.unprocessed(
                    lmtp.recipients(),
                    Optional.empty(),
                    reply,
                    Reason.of(reply).orElse(Reason.MALFORMED_MESSAGE),
                    begin);
        }
        ReceivedMessage message = data.message();
        Optional<String> queue = QueueId.in(message);
        Optional<Reply> refusal = firstRefusal(step -> step.onEndOfData(session, lmtp, message));
        if (refusal.isPresent()) {
            return report.unprocessed(lmtp.recipients(), queue, refusal.get(), Reason.CONFIGURED, begin);
        }
        Optional<ProcessingRoom.Place> place =
                timed(Stage.DATA, () -> room.enter(MessageSealer.heapFor(message.size())));
        if (place.isEmpty()) {
            return report.unprocessed(lmtp.recipients(), queue, Replies.TOO_BUSY, Reason.TOO_BUSY, begin);
        }
        try {
            return deliverToEach(session, lmtp, message, queue, begin);
        } finally {
            place.get().close();
        }
    }

    private List<RecipientOutcome> deliverToEach(
            LmtpConnection session,
            OpenTransaction lmtp,
            ReceivedMessage message,
            Optional<String> queue,
            Instant begin) {
        String id = UUID.randomUUID().toString();
        try (SealingShare share = new SealingShare()) {
            Transaction transaction = new Transaction(
                    id, lmtp.sender(), message, share, ReceivedField.of(session, lmtp, id, clock), measurements);
            return together.each(
                    lmtp.recipients(),
                    MessageSealer.heapFor(message.size()),
                    recipient -> deliver(transaction, recipient, queue, begin));
        }
    }

    private RecipientOutcome deliver(
            Transaction transaction, EmailAddress recipient, Optional<String> queue, Instant begin) {
        Verdict verdict = timed(Stage.POLICY, () -> policy.atData(transaction.sender(), recipient));
        try (DeliveryLedger.Entry entry = ledger.open(transaction, recipient, verdict)) {
            timed(Stage.CHAIN, () -> process(entry, transaction, recipient));
            RecipientOutcome outcome = report.of(entry, queue, begin);
            entry.lost().forEach(copy -> DeliveryLog.lost(entry.delivery(), copy));
            return outcome;
        }
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        Measurements.Timing timing = measurements.begin(stage);
        try {
            return work.get();
        } finally {
            timing.close();
        }
    }

    private void timed(Stage stage, Runnable work) {
        Measurements.Timing timing = measurements.begin(stage);
        try {
            work.run();
        } finally {
            timing.close();
        }
    }

    private void process(DeliveryLedger.Entry entry, Transaction transaction, EmailAddress recipient) {
        try {
            processors.service(
                    AttemptMail.of(entry.delivery(), recipient, transaction.id(), transaction.message(), List.of()));
            faults.succeeded();
        } catch (MessagingException | RuntimeException | Error e) {
            // nothing was reported, so the sending side keeps the message; a delivery that fails must
            // not end the others
            faults.failed(
                    e.getClass().getName(),
                    "delivery " + entry.delivery().id() + ": processing failed: " + Fault.of(e));
            LOGGER.debug("delivery {}", entry.delivery().id(), e);
        }
    }
}
