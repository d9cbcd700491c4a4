package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same for the recipients of a message at the same time, as far as the {@link ProcessingRoom} allows, and
 * waits for all. The calling thread does its part, so that without further room it is done one after the other.
 */
@ThreadSafe
public final class Together {

    /** At the same time, for one call. */
    private static final int MOST = 16;

    private static final Logger LOGGER = LoggerFactory.getLogger(Together.class);
    private static final ProcessingRoom.Place NO_PLACE = () -> {};

    private final ProcessingRoom room;

    @SuppressWarnings("ThreadSafe") // executors are
    private final Executor threads;

    /**
     * @param room where the message has entered
     * @param threads run what the calling thread does not do itself
     */
    public Together(ProcessingRoom room, Executor threads) {
        this.room = room;
        this.threads = threads;
    }

    /**
     * Works on all items.
     *
     * @param heap octets that the work on one item takes; the caller has room for one
     * @param work an exception does not end the work on the other items
     * @return the results, in the order of the items
     * @throws CompletionException with the first exception of the work, when all is done
     */
    public <T, R> List<R> each(List<T> items, long heap, Function<T, R> work) {
        Progress<T, R> progress = new Progress<>(items, work);
        List<CompletableFuture<Void>> helpers = new ArrayList<>();
        while (helpers.size() + 1 < Math.min(items.size(), MOST)) {
            Optional<CompletableFuture<Void>> helper = helper(progress, heap);
            if (helper.isEmpty()) {
                break;
            }
            helpers.add(helper.get());
        }
        CompletableFuture<Void> own = new CompletableFuture<>();
        helpers.add(own);
        finish(own, () -> progress.run(() -> false), NO_PLACE);
        CompletableFuture.allOf(helpers.toArray(CompletableFuture[]::new)).join();
        return progress.results();
    }

    private Optional<CompletableFuture<Void>> helper(Progress<?, ?> progress, long heap) {
        Optional<ProcessingRoom.Place> place = room.enterAgain(heap);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        CompletableFuture<Void> helper = new CompletableFuture<>();
        try {
            threads.execute(() -> finish(helper, () -> progress.run(room::isWanted), place.get()));
            return Optional.of(helper);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // the latter when the system has no thread left
            LOGGER.debug("no thread for another recipient", e);
            place.get().close();
            return Optional.empty();
        }
    }

    private static void finish(CompletableFuture<Void> part, Runnable progress, ProcessingRoom.Place place) {
        try (place) {
            progress.run();
            part.complete(null);
        } catch (RuntimeException | Error e) {
            part.completeExceptionally(e);
        }
    }

    /** Takes one item after the other. */
    private static final class Progress<T, R> {

        private final List<T> items;
        private final Function<T, R> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<R> results;

        Progress(List<T> items, Function<T, R> work) {
            this.items = items;
            this.work = work;
            this.results = new AtomicReferenceArray<>(items.size());
        }

        /**
         * Goes on until no item is left.
         *
         * @param othersWait ends it earlier, between two items
         */
        void run(BooleanSupplier othersWait) {
            Optional<Throwable> first = Optional.empty();
            while (!othersWait.getAsBoolean()) {
                int i = next.getAndIncrement();
                if (i >= items.size()) {
                    break;
                }
                try {
                    results.set(i, work.apply(items.get(i)));
                } catch (RuntimeException | Error e) {
                    first = first.isPresent() ? first : Optional.of(e);
                }
            }
            first.ifPresent(failure -> {
                throw new CompletionException(failure);
            });
        }

        List<R> results() {
            List<R> all = new ArrayList<>();
            for (int i = 0; i < results.length(); i++) {
                all.add(results.get(i));
            }
            return all;
        }
    }
}
