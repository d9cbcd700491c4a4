package org.sealmx.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** The contract that every store in a chain must fulfil. */
public interface SealedStoreContract {

    /** The route to an account that the store has a place for. */
    Route ROUTE = new Route(
            new AccountId("u1"),
            EmailAddress.of("alice@example.org"),
            false,
            false,
            at -> new CertificateEvaluation.Absent(),
            Route.UNNAMED);

    /** The id of one delivery. */
    DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));

    /** The id of another delivery. */
    DeliveryId OTHER = new DeliveryId("fedcba9876543210".repeat(4));

    /** The store. */
    SealedStore store();

    /** A message sealed in the format of the store. */
    SealedMessage sealed();

    /** A delivery of such a message. */
    default SealedDelivery delivery(DeliveryId id) {
        return new SealedDelivery(id, ReversePath.nullPath(), ROUTE, Placement.inbox(), sealed());
    }

    /** What the store promises; most keep each message once whatever happens. */
    default Set<StorePromise> promises() {
        return Set.of(StorePromise.IDEMPOTENT);
    }

    /** How many messages the account has in the store. */
    int stored() throws Exception;

    /** Makes each attempt fail from now on, before the store has the message. */
    void fail();

    /** Makes attempts succeed again. */
    void mend();

    @Test
    default void formatShouldBeThatOfTheMessage() {
        assertThat(store().format()).isEqualTo(sealed().format());
    }

    @Test
    default void storeShouldPromiseThatEachMessageIsThereOnce() {
        assertThat(store().promises()).containsAll(promises());
        assertThat(store().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    default void problemShouldBeNoneWhileTheStoreAnswersAndStoreNothing() throws Exception {
        assertThat(store().problem()).isEmpty();
        assertThat(stored()).isZero();
    }

    @Test
    default void storeShouldStore() throws Exception {
        assertThat(store().store(delivery(ID))).isEqualTo(new StoreResult.Stored());
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    default void storeShouldStoreEachDeliveryOnceWhateverTheOctets() throws Exception {
        for (int attempt = 0; attempt < 3; attempt++) {
            for (DeliveryId id : List.of(ID, OTHER)) {
                StoreResult result = store().store(delivery(id));
                assertThat(result.isSuccess()).as(result.toString()).isTrue();
            }
        }
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    default void storeShouldSayThatItFailedAndStoreAtTheNextAttempt() throws Exception {
        fail();
        for (int attempt = 0; attempt < 3; attempt++) {
            StoreResult result = store().store(delivery(ID));
            assertThat(result).isInstanceOf(StoreResult.Unavailable.class);
            assertThat(result.isSuccess()).isFalse();
        }
        mend();
        assertThat(store().store(delivery(ID)).isSuccess()).isTrue();
        assertThat(stored()).isEqualTo(1);
    }
}
