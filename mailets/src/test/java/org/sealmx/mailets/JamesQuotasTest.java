package org.sealmx.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.ReversePath;

/** What James' quotas say at RCPT. */
class JamesQuotasTest {

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();

    private Optional<StoreResult> atRcpt(long size) {
        return mailboxes.store().refusalAtRcpt(ReversePath.nullPath(), SealedStoreContract.ROUTE, size);
    }

    private StoreResult store() {
        return mailboxes
                .store()
                .append(new SealedDelivery(
                        SealedStoreContract.ID,
                        ReversePath.nullPath(),
                        SealedStoreContract.ROUTE,
                        Placement.inbox(),
                        TestSealing.sealed("text")));
    }

    @Test
    void mailboxWithoutAQuotaShouldTakeMailAtRcpt() {
        assertThat(atRcpt(Long.MAX_VALUE / 2)).isEmpty();
    }

    @Test
    void mailboxShouldBeFullAtRcptExactlyWhenItIsAfterData() {
        mailboxes.limitMessages(2);
        for (int stored = 0; stored < 2; stored++) {
            assertThat(atRcpt(0)).isEmpty();
            assertThat(store()).isInstanceOf(StoreResult.Stored.class);
        }
        assertThat(atRcpt(0)).get().isInstanceOf(StoreResult.Full.class);
        assertThat(store()).isInstanceOf(StoreResult.Full.class);
    }

    @Test
    void mailboxShouldBeFullAtRcptWhenTheDeclaredSizeDoesNotFit() {
        mailboxes.limitSize(100_000);
        assertThat(atRcpt(100_000)).isEmpty();
        assertThat(atRcpt(100_001)).get().isInstanceOf(StoreResult.Full.class);
        store();
        assertThat(atRcpt(99_999)).get().isInstanceOf(StoreResult.Full.class);
        assertThat(atRcpt(1_000)).isEmpty();
        mailboxes.limitSize(1);
        assertThat(atRcpt(0)).get().isInstanceOf(StoreResult.Full.class);
    }

    @Test
    void quotaThatIsNotKnownShouldBeAnOutage() {
        mailboxes.failQuotas();
        assertThat(atRcpt(0)).get().isInstanceOfSatisfying(StoreResult.Unavailable.class, unavailable -> assertThat(
                        unavailable.reason())
                .doesNotContain("alice"));
    }
}
