package org.sealmx.mailets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.Together;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.directory.BlockReason;
import org.sealmx.james.AttemptMail;
import org.sealmx.james.Fault;
import org.sealmx.octets.MessageSource;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.MessageSealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the recipient to its mailboxes and runs the processor {@code recipient} once for each of them, for several
 * at the same time. There, every mailet sees exactly one recipient, and a {@link Run} that carries its route.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code processor}</td><td>the name of a configured processor</td><td>{@code recipient}</td></tr>
 * </table>
 *
 * <p>Place in the chain: the end of processor {@code root}, with {@code match="All"}.
 *
 * <p>On failure: a recipient that the policy refuses is refused with the policy's reply, and one that the directory
 * cannot look up now is deferred (451 4.4.3). A recipient that forwards the message is refused (554 5.4.6) when it has
 * done so before, or the message has passed too many servers: then there is no run at all. A run that fails does not stop the others; it has confirmed nothing, so
 * the sending side tries again.
 *
 * <pre>{@code
 * <mailet match="All" class="org.sealmx.mailets.ResolveAliases">
 *   <processor>recipient</processor>
 * </mailet>
 * }</pre>
 */
public final class ResolveAliases extends AttemptMailet implements SealMxMailet {

    /** The processor that is run unless configured otherwise. */
    public static final String DEFAULT_PROCESSOR = "recipient";

    private static final Logger LOGGER = LoggerFactory.getLogger(ResolveAliases.class);
    private static final String PROCESSOR = "processor";

    private final Provider<MailProcessor> processors;
    private final Together together;
    private final ForwardLoops loops;
    private String processor = DEFAULT_PROCESSOR;

    /** Called by James' injector. */
    @Inject
    public ResolveAliases(
            DeliveryLedger ledger, Provider<MailProcessor> processors, Together together, ForwardLoops loops) {
        super(ledger);
        this.loops = loops;
        this.together = together;
        this.processors = processors;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of(PROCESSOR);
    }

    @Override
    protected void configure() throws MessagingException {
        processor = options().text(PROCESSOR).orElse(DEFAULT_PROCESSOR);
        // James joins the values of a parameter that is given twice with a comma
        if (processor.equals(Mail.DEFAULT) || processor.equals(Mail.GHOST) || processor.contains(",")) {
            throw options().bad(PROCESSOR, processor, "the name of a processor other than root and ghost");
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        DeliveryLedger.Entry entry = entryOf(mail);
        Verdict verdict = entry.delivery().verdict();
        if (verdict instanceof Verdict.Accept accept) {
            Optional<Refusal> loop = loops.problemWith(entry.delivery(), accept);
            if (loop.isPresent()) {
                LOGGER.warn(
                        "delivery {}: refused with {}", entry.delivery().id(), loop.get().reply());
                entry.delivery().refuse(loop.get());
            } else {
                runEach(accept, entry, mail);
            }
        } else if (verdict instanceof Verdict.Refuse refuse) {
            entry.delivery().refuse(refuse.refusal());
        }
        end(mail);
    }

    private void runEach(Verdict.Accept accept, DeliveryLedger.Entry entry, Mail mail) throws MessagingException {
        Delivery delivery = entry.delivery();
        String receivedId = delivery.transaction().id();
        boolean asReceived = AttemptMail.carries(mail, receivedId);
        String sourceId = asReceived ? receivedId : receivedId + "-changed";
        MessageSource message = asReceived ? delivery.transaction().message() : AttemptMail.bytesOf(mail);
        List<Attribute> attributes = mail.attributes().toList();
        // not earlier: a fault above must leave the delivery without any report, rather than with nothing but a refusal
        for (BlockReason reason : accept.blocked()) {
            LOGGER.warn("delivery {}: one destination of the alias gets no copy: {}", delivery.id(), reason.words());
            entry.blocked(RecipientPolicy.refusalOf(reason));
        }
        // opened in the order of the routes, since the first refusal may be the reply
        List<Run> runs = accept.decisions().stream().map(entry::openRun).toList();
        together.each(runs, MessageSealer.heapFor(message.size()), run -> {
            try (run) {
                run(run, sourceId, message, attributes);
            }
            return run;
        });
    }

    /** Whatever happens in one run, errors included, the others still take place. */
    private void run(Run run, String sourceId, MessageSource message, List<Attribute> attributes) {
        try {
            MailImpl mail = AttemptMail.of(run, run.route().mailbox(), sourceId, message, attributes);
            mail.setState(processor);
            processors.get().service(mail);
        } catch (MessagingException | RuntimeException | Error e) {
            String name = AttemptMail.nameOf(run);
            LOGGER.error("{}: the processor {} failed: {}", name, processor, Fault.of(e));
            LOGGER.debug("{}", name, e);
        }
    }
}
