package org.sealmx.server.lmtp.processing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.sealmx.james.AttemptMail;
import org.sealmx.james.Fault;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingShare;
import org.sealmx.server.config.SealMxConfiguration;
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
    private final DeliveryLog log;
    private final OutageLog faults;

    /** Called by James' injector. */
    @Inject
    public ProcessorDataHandler(
            MailProcessor processors,
            DeliveryLedger ledger,
            RecipientPolicy policy,
            ProcessingRoom room,
            Together together,
            SealMxConfiguration configuration,
            Clock clock) {
        super(EndOfDataStep.class);
        this.processors = processors;
        this.ledger = ledger;
        this.policy = policy;
        this.room = room;
        this.together = together;
        this.log = new DeliveryLog(configuration.logAddresses());
        this.clock = clock;
        this.faults = new OutageLog(LOGGER, "Mail is not processed", "Mail is processed again", clock::millis);
    }

    /** Called with an empty line when the data is complete. */
    @Override
    public Response onLine(SMTPSession smtpSession, byte[] endOfData) {
        LmtpConnection session = (LmtpConnection) smtpSession;
        session.popLineHandler();
        try {
            return LmtpReplies.responses(
                    repliesOrFault(session, session.transaction().orElseThrow()));
        } finally {
            session.resetState();
        }
    }

    /** Returns one reply for each recipient even when a step throws; with fewer, the sending side would wait. */
    private List<Reply> repliesOrFault(LmtpConnection session, OpenTransaction lmtp) {
        try {
            return repliesOf(session, lmtp);
        } catch (RuntimeException e) {
            faults.failed(e.getClass().getName(), "the end of the data: " + Fault.of(e));
            LOGGER.debug("the end of the data", e);
            return refuseAll(lmtp, LmtpReplies.FAULT);
        }
    }

    private List<Reply> repliesOf(LmtpConnection session, OpenTransaction lmtp) {
        DataReader data = lmtp.data().orElseThrow();
        if (data.violation().isPresent()) {
            return refuseAll(lmtp, data.violation().get());
        }
        ReceivedMessage message = data.message();
        Optional<Reply> refusal = firstRefusal(step -> step.onEndOfData(session, lmtp, message));
        if (refusal.isPresent()) {
            return refuseAll(lmtp, refusal.get());
        }
        Optional<ProcessingRoom.Place> place = room.enter(MessageSealer.heapFor(message.size()));
        if (place.isEmpty()) {
            return refuseAll(lmtp, Replies.TOO_BUSY);
        }
        try {
            return deliverToEach(session, lmtp, message);
        } finally {
            place.get().close();
        }
    }

    private List<Reply> deliverToEach(LmtpConnection session, OpenTransaction lmtp, ReceivedMessage message) {
        String id = UUID.randomUUID().toString();
        try (SealingShare share = new SealingShare()) {
            Transaction transaction =
                    new Transaction(id, lmtp.sender(), message, share, ReceivedField.of(session, lmtp, id, clock));
            return together.each(
                    lmtp.recipients(),
                    MessageSealer.heapFor(message.size()),
                    recipient -> deliver(transaction, recipient));
        }
    }

    private static List<Reply> refuseAll(OpenTransaction lmtp, Reply reply) {
        LOGGER.info("message refused for {} recipients: {}", lmtp.recipients().size(), reply);
        return Collections.nCopies(lmtp.recipients().size(), reply);
    }

    private Reply deliver(Transaction transaction, EmailAddress recipient) {
        Instant start = clock.instant();
        try (DeliveryLedger.Entry entry =
                ledger.open(transaction, recipient, policy.atData(transaction.sender(), recipient))) {
            process(entry, transaction, recipient);
            Reply reply = entry.reply();
            log.ended(entry.delivery(), transaction, reply, Duration.between(start, clock.instant()));
            entry.lost().forEach(copy -> log.lost(entry.delivery(), copy));
            return reply;
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
