package org.sealmx.delivery.couchdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Base64;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.http.ServerException;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/**
 * One message on its way into the database of an account, for tests that deliver it repeatedly.
 *
 * @param account the user_id
 */
public record TestDelivery(String account) {

    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));

    private static final SealedMessage SEALED = TestSealing.sealed("canary");

    /** The stored message in base64, as it is sent. */
    public static final String DATA = Base64.getEncoder().encodeToString(octets(SEALED));

    /** The {@code _id} of its document. */
    public String id() {
        return ID.hex();
    }

    /** The name of the account's database. */
    public String database() {
        return "user-" + account;
    }

    /** The path of its document. */
    public String path() {
        return "/" + database() + "/" + id();
    }

    /** Delivers it as {@link CouchDbIncomingStore} does; the database must exist. */
    public void store(CouchDbClient client) throws ServerException {
        new CouchDbIncomingStore(client, Clock.systemUTC()).put(TestDelivery.of(new AccountId(account), ID, SEALED));
    }

    /** A message for an account, for its inbox. */
    static SealedDelivery of(AccountId account, DeliveryId id, SealedMessage message) {
        return of(account, id, Placement.inbox(), message);
    }

    /** A message for an account. */
    static SealedDelivery of(AccountId account, DeliveryId id, Placement placement, SealedMessage message) {
        Route route = new Route(
                account,
                EmailAddress.of("alice@example.org"),
                false,
                false,
                at -> new CertificateEvaluation.Absent(),
                Route.UNNAMED);
        return new SealedDelivery(id, ReversePath.nullPath(), route, placement, message);
    }

    private static byte[] octets(SealedMessage sealed) {
        try (var in = sealed.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
