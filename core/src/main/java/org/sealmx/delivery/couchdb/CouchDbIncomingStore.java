package org.sealmx.delivery.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.sealmx.couchdb.Attachment;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.http.ServerException;
import org.sealmx.sealing.SealingFormat;

/**
 * Stores sealed messages in the accounts' own databases, {@code user-<user_id>}, each exactly once: the document's id
 * depends only on the delivery, so that a retry does not store the message again, even when its owner has fetched and
 * deleted it meanwhile.
 */
@ThreadSafe
public final class CouchDbIncomingStore implements SealedStore {

    /** The value of {@code store} in {@code sealmx.properties} that selects this store. */
    public static final String NAME = "couchdb";

    private final CouchDbClient client;
    private final Clock clock;
    private final IncomingFormat format;
    private final boolean createDatabase;

    /**
     * A store of documents in SealMX' own format that does not create databases.
     *
     * @param client not closed by this store
     * @param clock gives the time of reception
     */
    public CouchDbIncomingStore(CouchDbClient client, Clock clock) {
        this(client, clock, IncomingFormat.SEALMX, false);
    }

    private CouchDbIncomingStore(CouchDbClient client, Clock clock, IncomingFormat format, boolean createDatabase) {
        this.client = client;
        this.clock = clock;
        this.format = format;
        this.createDatabase = createDatabase;
    }

    /**
     * The same store for another format of documents.
     *
     * @param other the format
     * @param makesDatabases whether to create a missing database
     */
    public CouchDbIncomingStore with(IncomingFormat other, boolean makesDatabases) {
        return new CouchDbIncomingStore(client, clock, other, makesDatabases);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE, StorePromise.IDEMPOTENT);
    }

    @Override
    public SealingFormat format() {
        return format.sealing();
    }

    /** {@inheritDoc} Asks CouchDB for its version, with the login. */
    @Override
    public Optional<String> problem() {
        try {
            client.server();
            return Optional.empty();
        } catch (ServerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@inheritDoc} In a cluster, {@link StoreResult.Stored} means that a quorum of the database's copies has the
     * message.
     */
    @Override
    public StoreResult store(SealedDelivery delivery) {
        return CouchDbResults.of(delivery.id(), StoreResult.Scope.STORE, () -> put(delivery));
    }

    /** Stores a message, or throws CouchDB's refusal. */
    void put(SealedDelivery delivery) throws ServerException {
        DatabaseName database =
                new DatabaseName("user-" + UserIds.checked(delivery.route().account()));
        ObjectNode document = format.document(delivery, clock.instant());
        Attachment attachment = format.attachment(delivery.message());
        try {
            client.store(database, document, attachment);
        } catch (ServerException e) {
            if (!CouchDbClient.isMissingDatabase(e)) {
                throw e;
            }
            if (!createDatabase) {
                throw ServerException.of(
                        ServerException.Kind.NOT_FOUND,
                        "there is no database " + database.value()
                                + "; create it, or have DeliverToCouchDb do so (create-database)");
            }
            client.createDatabase(database);
            client.store(database, document, attachment);
        }
    }
}
