package org.sealmx.mailets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.DeliveryIdFactory;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.mime.MessageSource;
import org.sealmx.mime.SealedMessage;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the sealed message as a document in the CouchDB database of the run's account, {@code user-<user_id>}, and confirms the delivery
 * when CouchDB has. What is stored is what {@code EncryptForRecipient} has produced for this very run; a mail that carries anything else is
 * not stored. A retry stores nothing twice, also when the owner has deleted the first copy.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code createDatabase}</td><td>{@code on}: a database that is missing is made; {@code off}: its mail waits</td>
 * <td>{@code off}</td></tr>
 * </table>
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed or was changed after sealing and for a user_id that cannot be part of a database
 * name, 552 5.3.4 for a message that is larger than CouchDB takes, 452 4.3.1 when it is full, 451 4.3.0 for everything else.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToCouchDb">
 *   <createDatabase>off</createDatabase>
 * </mailet>
 * }</pre>
 */
public final class DeliverToCouchDb extends AttemptMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverToCouchDb.class);
    private static final String CREATE_DATABASE = "createDatabase";

    private final CouchDbIncomingStore store;
    private final DeliveryIdFactory deliveryIds;
    private boolean createDatabase;

    /** Called by James' injector. */
    @Inject
    public DeliverToCouchDb(DeliveryLedger ledger, CouchDbIncomingStore store, DeliveryIdFactory deliveryIds) {
        super(ledger);
        this.store = store;
        this.deliveryIds = deliveryIds;
    }

    @Override
    Set<String> parameters() {
        return Set.of(CREATE_DATABASE);
    }

    @Override
    void configure() throws MessagingException {
        createDatabase = choice(CREATE_DATABASE, "off", false, "on", true);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        Optional<MessageSource> sealed = SealedContent.of(mail, run);
        if (sealed.isPresent()) {
            deliver(run, sealed.get());
        } else {
            LOGGER.error(
                    "{}: not stored, since it is not what EncryptForRecipient produced: check the chain in mailetcontainer.xml",
                    mail.getName());
            run.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }

    private void deliver(Run run, MessageSource sealed) {
        List<String> certificates =
                sealed instanceof SealedMessage message ? message.certificateFingerprints() : List.of();
        try {
            store.store(
                    run.route().account(),
                    deliveryIds.idOf(run.transaction(), run.route().mailbox()),
                    sealed,
                    certificates,
                    createDatabase);
            run.confirm();
        } catch (CouchDbException e) {
            LOGGER.error("run {}: not stored: {}", run.id(), e.getMessage());
            LOGGER.debug("run {}", run.id(), e);
            report(run, e);
        }
    }

    private static void report(Run run, CouchDbException e) {
        boolean answered = e.status().isPresent();
        switch (e.kind()) {
            case TOO_LARGE -> {
                if (answered) {
                    run.refuse(new Refusal(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG));
                } else {
                    run.defer(Replies.STORE_UNAVAILABLE);
                }
            }
            case FULL -> run.defer(Replies.STORE_FULL);
            case REJECTED -> run.defer(answered ? Replies.STORE_UNAVAILABLE : Replies.NOT_CONFIRMED);
            case UNAVAILABLE, UNAUTHORISED, NOT_FOUND, CONFLICT, NONSENSE -> run.defer(Replies.STORE_UNAVAILABLE);
        }
    }
}
