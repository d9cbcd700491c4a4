package org.sealmx.directory.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers, bounded by bytes. Those about addresses that anybody can make up are kept apart, so that trying out
 * names does not push out the others. Whether an answer still holds is not known here. Safe for use by several threads;
 * reading takes no lock.
 */
final class AnswerMemory {

    private final Cache<Object, CachedAnswer> known;
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
                // On the thread that comes by: short, and it needs no pool.
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

    /** How many addresses are kept that have a document of their own. */
    long entries() {
        return known.estimatedSize();
    }

    /** About how much memory these take. */
    long bytes() {
        return bytes(known);
    }

    /** How many addresses are kept that anybody can make up. */
    long madeUpEntries() {
        return madeUp.estimatedSize();
    }

    /** About how much memory these take. */
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
