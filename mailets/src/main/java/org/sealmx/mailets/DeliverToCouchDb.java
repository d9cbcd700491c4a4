package org.sealmx.mailets;

import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.MailetConfig;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.IncomingFormat;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.options.Choice;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.SealingFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the sealed message as a document in the CouchDB database of the run's account, {@code user-<user_id>}, and
 * confirms the delivery when CouchDB has acknowledged it. It stores what {@code EncryptForRecipient} has produced for
 * this very run, and never anything else that the mail may carry. A retry never stores a message twice, not even when
 * the owner has deleted the first copy.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>accepts</th><th>default</th></tr>
 * <tr><td>{@code format}</td><td>{@code sealmx}: SealMX' own documents; {@code leap}: those of leap_mx, for messages that {@code
 * EncryptForRecipient} has sealed with {@code format} {@code leap}</td><td>{@code sealmx}</td></tr>
 * <tr><td>{@code create-database}</td><td>{@code on}: a missing database is created; {@code off}: its mail waits</td>
 * <td>{@code off}</td></tr>
 * <tr><td>{@code createDatabase}</td><td>the former name of {@code create-database}; start-up warns about it</td><td></td></tr>
 * </table>
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed, is not in the format or was changed after sealing, and for
 * a user_id that cannot be part of a database name; 552 5.3.4 for a message that is larger than CouchDB accepts; 452
 * 4.3.1 when CouchDB is full; 451 4.3.0 for everything else.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToCouchDb">
 *   <format>sealmx</format>
 *   <create-database>off</create-database>
 * </mailet>
 * }</pre>
 */
public final class DeliverToCouchDb extends Deliver {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverToCouchDb.class);
    private static final String FORMAT = "format";
    private static final Choice<IncomingFormat> FORMATS =
            new Choice<>("sealmx", IncomingFormat.SEALMX, "leap", IncomingFormat.LEAP);
    private static final String CREATE_DATABASE = "create-database";
    private static final String CREATE_DATABASE_BEFORE = "createDatabase";

    private CouchDbIncomingStore store;

    /** Called by James' injector. */
    @Inject
    public DeliverToCouchDb(
            DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy, CouchDbIncomingStore store) {
        super(ledger, deliveryIds, policy);
        this.store = store;
    }

    @Override
    public SealedStore store() {
        return store;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of(FORMAT, CREATE_DATABASE, CREATE_DATABASE_BEFORE);
    }

    @Override
    protected void configure() throws MessagingException {
        store = store.with(
                options().choice(FORMAT, FORMATS),
                options().choice(nameOfCreateDatabase(), new Choice<>("off", false, "on", true)));
    }

    @Override
    public SealingFormat formatWith(MailetConfig config) {
        return new MailetParameters(config).choice(FORMAT, FORMATS).sealing();
    }

    private String nameOfCreateDatabase() throws MessagingException {
        if (options().text(CREATE_DATABASE_BEFORE).isEmpty()) {
            return CREATE_DATABASE;
        }
        if (options().text(CREATE_DATABASE).isPresent()) {
            throw new MessagingException(getMailetName() + ": the parameters '" + CREATE_DATABASE + "' and '"
                    + CREATE_DATABASE_BEFORE + "' are the same; remove the latter");
        }
        LOGGER.warn(
                "mailetcontainer.xml: {}: the parameter '{}' is called '{}' now; the earlier name still works",
                getMailetName(),
                CREATE_DATABASE_BEFORE,
                CREATE_DATABASE);
        return CREATE_DATABASE_BEFORE;
    }
}
