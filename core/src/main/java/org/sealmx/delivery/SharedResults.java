package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * What the runs of one transaction need once. Two recipients may lead to the same account, so that two runs store the
 * same delivery: the first does, the other waits for its result.
 */
@ThreadSafe
public final class SharedResults {

    @SuppressWarnings("ThreadSafe") // the results are immutable
    private final ConcurrentMap<Object, CompletableFuture<Object>> results = new ConcurrentHashMap<>();

    /**
     * The result for a key.
     *
     * @param key a value with {@code equals}
     * @param type of the result, which is immutable
     * @param work makes the result if nobody has begun to
     * @throws CompletionException when the work of another run ended with an exception
     */
    public <T> T of(Object key, Class<T> type, Supplier<T> work) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> begun = results.putIfAbsent(key, mine);
        if (begun != null) {
            return type.cast(begun.join());
        }
        try {
            T result = work.get();
            mine.complete(result);
            return result;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
