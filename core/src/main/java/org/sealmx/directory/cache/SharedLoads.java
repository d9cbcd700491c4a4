package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.UntrustedAnswerException;

/**
 * Lets look-ups that miss the same address at the same time share one load. The first runs the load on its own thread;
 * the others wait until it ends, which the backend's time-outs bound.
 *
 * @param <T> what is loaded
 */
@ThreadSafe
final class SharedLoads<T> {

    @SuppressWarnings("ThreadSafe") // the keys are values
    private final ConcurrentMap<Object, CompletableFuture<T>> running = new ConcurrentHashMap<>();

    /**
     * A load.
     *
     * @param <T> what is loaded
     */
    @FunctionalInterface
    interface Load<T> {
        T run() throws DirectoryUnavailableException;
    }

    /**
     * Loads, or waits for the caller that is already loading.
     *
     * @param key of what is loaded
     * @param load runs unless another load for the key is running
     * @param isValid whether the result of a load that began before this call answers it
     */
    T join(Object key, Load<T> load, Predicate<T> isValid) throws DirectoryUnavailableException {
        while (true) {
            CompletableFuture<T> own = new CompletableFuture<>();
            CompletableFuture<T> other = running.putIfAbsent(key, own);
            if (other == null) {
                return run(key, load, own);
            }
            T result = await(other);
            if (isValid.test(result)) {
                return result;
            }
        }
    }

    private T run(Object key, Load<T> load, CompletableFuture<T> own) throws DirectoryUnavailableException {
        try {
            T result = load.run();
            finish(key, own);
            own.complete(result);
            return result;
        } catch (Throwable e) {
            finish(key, own);
            own.completeExceptionally(e);
            throw e;
        }
    }

    /** Called before the result is published, so that a caller that rejects the result does not find it again. */
    private void finish(Object key, CompletableFuture<T> own) {
        running.remove(key, own);
    }

    private static <T> T await(CompletableFuture<T> other) throws DirectoryUnavailableException {
        try {
            return other.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UntrustedAnswerException) {
                throw new UntrustedAnswerException(String.valueOf(cause.getMessage()));
            }
            throw new DirectoryUnavailableException(
                    cause instanceof DirectoryUnavailableException
                            ? String.valueOf(cause.getMessage())
                            : "the look-up that this one waited for failed",
                    cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DirectoryUnavailableException("interrupted while waiting for the directory", e);
        }
    }
}
