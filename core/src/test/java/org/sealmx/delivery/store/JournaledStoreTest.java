package org.sealmx.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal.State;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.StoreNames;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.sealing.TestSealing;

class JournaledStoreTest implements SealedStoreContract {

    private static final SealedMessage SEALED = TestSealing.sealed("canary");
    private static final StoreResult OUTAGE = new StoreResult.Unavailable(Scope.STORE, "outage", "not there");

    @TempDir
    Path folder;

    private final Counting counting = new Counting();
    private FileDeliveryJournal journal;

    /** Stores every message that it gets, even repeatedly. */
    private static final class Counting implements SearchableStore {

        private final Set<DeliveryId> ids = new HashSet<>();
        private int stored;
        private int searches;
        private Supplier<StoreResult> before = () -> new StoreResult.Stored();
        private Supplier<StoreResult> after = () -> new StoreResult.Stored();
        private Optional<StoreResult> answer = Optional.empty();
        private Optional<String> problem = Optional.empty();

        @Override
        public SealingFormat format() {
            return SealingFormat.MIME;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Set<StorePromise> promises() {
            return Set.of(StorePromise.DURABLE);
        }

        @Override
        public StoreNames names() {
            return mailbox -> problem;
        }

        @Override
        public StoreResult append(SealedDelivery delivery) {
            StoreResult result = before.get();
            if (!result.isSuccess()) {
                return result;
            }
            stored++;
            ids.add(delivery.id());
            return after.get();
        }

        @Override
        public Optional<StoreResult> find(SealedDelivery delivery) {
            searches++;
            return answer.isPresent()
                    ? answer
                    : ids.contains(delivery.id()) ? Optional.of(new StoreResult.AlreadyThere()) : Optional.empty();
        }
    }

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Override
    public SealedStore store() {
        return new JournaledStore(journal, counting);
    }

    @Override
    public SealedMessage sealed() {
        return SEALED;
    }

    @Override
    public int stored() {
        return counting.stored;
    }

    @Override
    public void fail() {
        counting.before = () -> OUTAGE;
    }

    @Override
    public void mend() {
        counting.before = () -> new StoreResult.Stored();
    }

    private StoreResult attempt() {
        return store().store(delivery(ID));
    }

    @Test
    void storeShouldFindWhatWasStoredWhenOnlyTheAnswerWasLost() throws IOException {
        counting.after = () -> OUTAGE;
        assertThat(attempt()).isEqualTo(OUTAGE);
        journal.close();
        open();

        assertThat(attempt()).isEqualTo(new StoreResult.AlreadyThere());
        assertThat(counting.stored).isEqualTo(1);
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void storeShouldNotSearchForAnUnknownDelivery() {
        attempt();
        assertThat(counting.searches).isZero();
    }

    @Test
    void storeShouldForgetTheIntentWhenTheStoreHasCertainlyNotTakenIt() throws IOException {
        for (StoreResult refusal : new StoreResult[] {
            new StoreResult.Full(Scope.ACCOUNT, "full"),
            new StoreResult.TooLarge("large"),
            new StoreResult.NotAcceptable("strange"),
            new StoreResult.NoPlace("no name")
        }) {
            counting.before = () -> refusal;
            assertThat(attempt()).isEqualTo(refusal);
            assertThat(journal.begin(ID)).as(refusal.toString()).isEqualTo(State.NEW);
            journal.notStored(ID);
        }
    }

    @Test
    void storeShouldSearchAtTheNextAttemptWhenTheStoreThrew() throws IOException {
        counting.after = () -> {
            throw new IllegalStateException("a fault of the store");
        };
        assertThatIllegalStateException().isThrownBy(this::attempt);
        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
        journal.uncertain(ID);

        assertThat(attempt()).isEqualTo(new StoreResult.AlreadyThere());
        assertThat(counting.stored).isEqualTo(1);
    }

    @Test
    void storeShouldAskNeitherJournalNorStoreWhenThereCanBeNoPlace() throws IOException {
        counting.problem = Optional.of("no name");
        assertThat(attempt()).isEqualTo(new StoreResult.NoPlace("no name"));
        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
        journal.uncertain(ID);

        assertThat(attempt()).isEqualTo(new StoreResult.NoPlace("no name"));
        journal.close();
        assertThat(attempt()).isEqualTo(new StoreResult.NoPlace("no name"));
        assertThat(counting.searches).isZero();
        assertThat(counting.stored).isZero();
    }

    @Test
    void storeShouldSearchAgainWhenTheSearchFailedInWhateverWay() throws IOException {
        counting.after = () -> OUTAGE;
        attempt();
        for (StoreResult answer : new StoreResult[] {OUTAGE, new StoreResult.Full(Scope.ACCOUNT, "full")}) {
            counting.answer = Optional.of(answer);
            assertThat(attempt()).isEqualTo(answer);
            assertThat(journal.begin(ID)).as(answer.toString()).isEqualTo(State.UNCERTAIN);
            journal.uncertain(ID);
        }
        assertThat(counting.stored).isEqualTo(1);
    }

    @Test
    void storeShouldLeaveAMessageToTheAttemptThatIsStoringIt() throws IOException {
        journal.begin(ID);
        assertThat(attempt()).isEqualTo(new StoreResult.UnderWay());
        assertThat(counting.stored).isZero();
    }

    @Test
    void storeShouldStoreNothingWhenTheIntentCannotBeRecorded() throws IOException {
        journal.close();
        try (LogCapture log = new LogCapture(JournaledStore.class)) {
            assertThat(attempt()).isEqualTo(new StoreResult.NotRecorded());
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .startsWith("The delivery journal cannot be written: ");
        }
        assertThat(counting.stored).isZero();
    }
}
