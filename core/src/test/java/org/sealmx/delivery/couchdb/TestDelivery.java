package org.sealmx.delivery.couchdb;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.mime.ReceivedMessage;

/**
 * One message on its way into the database of an account, for tests that let it come again and again.
 *
 * @param account the user_id
 */
public record TestDelivery(String account) {

    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));

    /** What is stored. */
    public static final String TEXT = "sealed";
    /** The same in base64, as it is sent. */
    public static final String DATA = "c2VhbGVk";

    /** The {@code _id} of its document. */
    public String id() {
        return ID.hex();
    }

    /** The name of the account's database. */
    public String database() {
        return "user-" + account;
    }

    /** Of the document. */
    public String path() {
        return "/" + database() + "/" + id();
    }

    /** Delivers it, as {@link CouchDbIncomingStore} does; the database must be there. */
    public void store(CouchDbClient client) throws CouchDbException {
        new CouchDbIncomingStore(client, Clock.systemUTC())
                .store(
                        new AccountId(account),
                        ID,
                        ReceivedMessage.of(TEXT.getBytes(StandardCharsets.US_ASCII)),
                        List.of(),
                        false);
    }
}
