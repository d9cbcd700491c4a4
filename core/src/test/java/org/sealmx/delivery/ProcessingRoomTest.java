package org.sealmx.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessingRoomTest {

    private static final int KIB = 1024;

    private final ProcessingRoom room = new ProcessingRoom(2, 10 * KIB, Duration.ZERO);

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void enterShouldSucceedWhenThereIsJustRoom() {
        assertThat(room.enter(4 * KIB)).isPresent();
        assertThat(room.enter(6 * KIB)).isPresent();
    }

    @Test
    void enterShouldFailWhenThereIsNotEnoughHeap() {
        room.enter(4 * KIB);

        assertThat(room.enter(6 * KIB + 1)).isEmpty();
        assertThat(room.enter(6 * KIB)).as("what failed took nothing").isPresent();
    }

    @Test
    void enterShouldFailWhenThereAreTooManyMessages() {
        room.enter(1);
        room.enter(1);

        assertThat(room.enter(1)).isEmpty();
    }

    @Test
    void enterShouldGiveTheWholeRoomWhenMoreIsNeededThanThereIs() {
        Optional<ProcessingRoom.Place> all = room.enter(1_000_000_000_000L);

        assertThat(all).isPresent();
        assertThat(room.enter(1)).isEmpty();
        all.get().close();
        assertThat(room.enter(10 * KIB)).isPresent();
    }

    @Test
    void enterShouldSucceedAgainWhenAPlaceIsLeft() {
        ProcessingRoom.Place first = room.enter(KIB).orElseThrow();
        room.enter(KIB);
        first.close();

        assertThat(room.enter(9 * KIB)).isPresent();
    }

    @Test
    void enterShouldWaitWhenThereIsNoRoom() throws Exception {
        ProcessingRoom patient = new ProcessingRoom(2, 10 * KIB, Duration.ofMinutes(1));
        ProcessingRoom.Place first = patient.enter(10 * KIB).orElseThrow();

        CompletableFuture<Optional<ProcessingRoom.Place>> second =
                CompletableFuture.supplyAsync(() -> patient.enter(KIB));
        assertThat(second).isNotDone();
        first.close();

        assertThat(second.get(20, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void enterShouldFailAndTakeNothingWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(room.enter(KIB)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(room.enter(5 * KIB)).isPresent();
        assertThat(room.enter(5 * KIB)).isPresent();
    }

    @Test
    void constructorShouldRefuseARoomForNothing() {
        assertThatThrownBy(() -> new ProcessingRoom(0, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProcessingRoom(1, 0, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
