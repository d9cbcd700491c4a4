package org.sealmx.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.journal.DeliveryJournal.State;

/** What every journal promises. Each test begins with an empty journal. */
public interface DeliveryJournalContract {

    DeliveryId ID = id(1);
    DeliveryId OTHER = id(2);

    /** The id with this number. */
    static DeliveryId id(int number) {
        return new DeliveryId("%064x".formatted(number));
    }

    /** The journal, always the same one until {@link #restart}. */
    DeliveryJournal journal();

    /** Opens the journal again as the next process would, after all that the last one had claimed has ended. */
    void restart() throws Exception;

    /** From now on nothing can be recorded. */
    void fail() throws Exception;

    /** Ends that; what was begun before is remembered. */
    void mend() throws Exception;

    @Test
    default void beginShouldBeNewWhenTheDeliveryIsUnknown() throws IOException {
        assertThat(journal().begin(ID)).isEqualTo(State.NEW);
        assertThat(journal().begin(OTHER)).isEqualTo(State.NEW);
    }

    @Test
    default void beginShouldBeInProgressWhenAnotherIsStoring() throws IOException {
        journal().begin(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    default void beginShouldBeDoneWhenItIsStored() throws IOException {
        journal().begin(ID);
        journal().done(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    default void beginShouldBeNewAgainWhenItWasNotStored() throws IOException {
        journal().begin(ID);
        journal().notStored(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    default void beginShouldBeUncertainWhenTheOutcomeIsNotKnown() throws IOException {
        journal().begin(ID);
        journal().uncertain(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    default void beginShouldBeInProgressWhenAnotherLooksForAnUncertainOne() throws IOException {
        journal().begin(ID);
        journal().uncertain(ID);
        journal().begin(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    default void beginShouldBeNewWhenTheUncertainOneIsCertainlyNotStored() throws IOException {
        journal().begin(ID);
        journal().uncertain(ID);
        journal().begin(ID);
        journal().notStored(ID);

        assertThat(journal().begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    default void beginShouldBeDoneAfterARestartWhenItIsStored() throws Exception {
        journal().begin(ID);
        journal().done(ID);
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    default void beginShouldBeUncertainAfterARestartWhenItWasOnlyBegun() throws Exception {
        journal().begin(ID);
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    default void beginShouldBeUncertainAfterARestartWhenTheOutcomeWasNotKnown() throws Exception {
        journal().begin(ID);
        journal().uncertain(ID);
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    default void beginShouldBeNewAfterARestartWhenItWasNotStored() throws Exception {
        journal().begin(ID);
        journal().notStored(ID);
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    default void beginShouldBeDoneAfterTwoRestartsWhenItIsStored() throws Exception {
        journal().begin(ID);
        journal().done(ID);
        restart();
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    default void beginShouldBeDoneAfterARestartWhenTheUncertainOneWasFound() throws Exception {
        journal().begin(ID);
        restart();
        journal().begin(ID);
        journal().done(ID);
        restart();

        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    default void beginShouldThrowWhenTheIntentCannotBeRecorded() throws Exception {
        fail();

        assertThatThrownBy(() -> journal().begin(ID)).isInstanceOf(IOException.class);
    }

    @Test
    default void beginShouldThrowWhenTheJournalIsClosed() throws Exception {
        journal().close();

        assertThatThrownBy(() -> journal().begin(ID)).isInstanceOf(IOException.class);
    }

    @Test
    default void beginShouldBeUncertainWhenThatItWasNotStoredCannotBeRecorded() throws Exception {
        journal().begin(ID);
        fail();

        assertThatThrownBy(() -> journal().notStored(ID)).isInstanceOf(IOException.class);
        mend();
        assertThat(journal().begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    default void beginShouldBeUncertainWhenThatTheOutcomeIsNotKnownCannotBeRecorded() throws Exception {
        journal().begin(ID);
        fail();
        journal().uncertain(ID);
        mend();

        assertThat(journal().begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    default void beginShouldBeDoneWhenThatItIsStoredCannotBeRecorded() throws Exception {
        journal().begin(ID);
        fail();

        assertThatThrownBy(() -> journal().done(ID)).isInstanceOf(IOException.class);
        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
        mend();
        assertThat(journal().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    default void closeShouldDoNothingWhenItIsClosedAlready() throws IOException {
        journal().close();

        assertThatCode(journal()::close).doesNotThrowAnyException();
    }

    @Test
    default void oneOfManyThreadsShouldStoreADelivery() throws Exception {
        for (int round = 1; round <= 5; round++) {
            DeliveryId id = id(round);
            List<State> states = together(Collections.nCopies(8, () -> journal().begin(id)));

            assertThat(states).containsOnlyOnce(State.NEW).containsOnly(State.NEW, State.IN_PROGRESS);
            journal().done(id);
            // A thread may wait for another that is asking.
            assertThat(together(Collections.nCopies(8, () -> journal().begin(id))))
                    .contains(State.DONE)
                    .containsOnly(State.DONE, State.IN_PROGRESS);
        }
    }

    @Test
    default void manyThreadsShouldStoreManyDeliveries() throws Exception {
        List<Callable<State>> deliveries = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            DeliveryId id = id(number);
            deliveries.add(() -> {
                State state = journal().begin(id);
                journal().done(id);
                return state;
            });
        }

        assertThat(together(deliveries)).containsOnly(State.NEW);
        restart();
        assertThat(together(deliveries)).containsOnly(State.DONE);
    }

    /** Runs tasks at the same time; returns their results. */
    static <T> List<T> together(List<? extends Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
