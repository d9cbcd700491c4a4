package org.sealmx.directory.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers, bounded by bytes. Answers about addresses that anybody can make up are kept apart, so that trying out
 * names does not evict the others. This class does not know whether an answer is still valid. Reading takes no lock.
 */
@ThreadSafe
final class AnswerMemory {

    @SuppressWarnings("ThreadSafe") // the keys are values
    private final Cache<Object, CachedAnswer> known;

    @SuppressWarnings("ThreadSafe") // the keys are values
    private final Cache<Object, CachedAnswer> madeUp;

    /**
     * @param settings the bounds
     * @param compact weighs the answers
     */
    AnswerMemory(CacheSettings settings, CompactAnswers compact) {
        this.known = cache(settings.maxBytes(), compact);
        this.madeUp = cache(settings.madeUpBytes(), compact);
    }

    private static Cache<Object, CachedAnswer> cache(long bytes, CompactAnswers compact) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(compact::weigh)
                // On the calling thread: the work is short and needs no pool.
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    CachedAnswer get(Object key) {
        CachedAnswer answer = known.getIfPresent(key);
        return answer != null ? answer : madeUp.getIfPresent(key);
    }

    void keep(Object key, CachedAnswer answer, boolean isMadeUp) {
        (isMadeUp ? known : madeUp).invalidate(key);
        (isMadeUp ? madeUp : known).put(key, answer);
    }

    void forgetAll() {
        known.invalidateAll();
        madeUp.invalidateAll();
    }

    /** The number of addresses kept that have a document of their own. */
    long entries() {
        return known.estimatedSize();
    }

    /** Roughly how many bytes of memory these take. */
    long bytes() {
        return bytes(known);
    }

    /** The number of addresses kept that anybody can make up. */
    long madeUpEntries() {
        return madeUp.estimatedSize();
    }

    /** Roughly how many bytes of memory these take. */
    long madeUpBytes() {
        return bytes(madeUp);
    }

    private static long bytes(Cache<Object, CachedAnswer> cache) {
        return cache.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }
}
