package org.sealmx.delivery.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.sealmx.couchdb.Attachment;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.CouchDbException.Kind;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.sealing.SealedMessage;

/**
 * Stores sealed messages in the accounts' own databases, {@code user-<user_id>}, each exactly once: the document's id depends on the
 * delivery only, so that a retry stores nothing more, even when the owner has fetched and deleted the message meanwhile. Safe for use by several
 * threads.
 */
public final class CouchDbIncomingStore {

    private final CouchDbClient client;
    private final Clock clock;
    private final IncomingFormat format;

    /**
     * A store of SealMX' own documents.
     *
     * @param client is not closed with this
     * @param clock  for the time of reception
     */
    public CouchDbIncomingStore(CouchDbClient client, Clock clock) {
        this(client, clock, IncomingFormat.SEALMX);
    }

    private CouchDbIncomingStore(CouchDbClient client, Clock clock, IncomingFormat format) {
        this.client = client;
        this.clock = clock;
        this.format = format;
    }

    /** The same store for documents of another format. */
    public CouchDbIncomingStore with(IncomingFormat other) {
        return new CouchDbIncomingStore(client, clock, other);
    }

    /**
     * Stores a message; when this returns, a quorum of the copies that the database has in a cluster has it.
     *
     * @param account        whose database it goes into
     * @param id             of the delivery
     * @param sealed         the sealed message, sealed for the format
     * @param createDatabase whether a database that is missing is made
     * @throws CouchDbException TOO_LARGE when the server does not take messages of this size, FULL when it has no room, NOT_FOUND when the
     *                          account has no database, REJECTED when its user_id cannot be part of a database name
     */
    public void store(AccountId account, DeliveryId id, SealedMessage sealed, boolean createDatabase)
            throws CouchDbException {
        DatabaseName database = new DatabaseName("user-" + UserIds.checked(account));
        ObjectNode document = format.document(id, sealed, clock.instant());
        Attachment attachment = format.attachment(sealed);
        try {
            client.store(database, document, attachment);
        } catch (CouchDbException e) {
            if (!createDatabase || e.kind() != Kind.NOT_FOUND || !e.word().equals("not_found")) {
                throw e;
            }
            client.createDatabase(database);
            client.store(database, document, attachment);
        }
    }
}
