package org.sealmx.delivery.lmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;

class AccountTurnsTest {

    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AccountTurns turns = new AccountTurns();

    @AfterEach
    void nothingShouldBeKept() {
        assertThat(turns.size()).isZero();
    }

    @Test
    void turnShouldEndBeforeTheNextBegins() throws InterruptedException {
        assertThat(turns.await(ALICE, LONG)).isTrue();
        assertThat(turns.await(ALICE, Duration.ZERO)).isFalse();
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(this::awaitAlice);
        assertThat(next).isNotDone();
        turns.end(ALICE);
        assertThat(next.join()).isTrue();
        turns.end(ALICE);
    }

    private boolean awaitAlice() {
        try {
            return turns.await(ALICE, LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void accountsShouldNotWaitForEachOther() throws InterruptedException {
        assertThat(turns.await(ALICE, LONG)).isTrue();
        assertThat(turns.await(BOB, Duration.ZERO)).isTrue();
        turns.end(BOB);
        turns.end(ALICE);
    }

    @Test
    void waitThatIsInterruptedShouldLeaveNothing() throws InterruptedException {
        assertThat(turns.await(ALICE, LONG)).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> turns.await(ALICE, LONG)).isInstanceOf(InterruptedException.class);
        turns.end(ALICE);
    }
}
