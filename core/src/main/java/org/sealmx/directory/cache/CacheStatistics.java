package org.sealmx.directory.cache;

import com.google.errorprone.annotations.Immutable;

/**
 * What a cache has done since it was created, and what it holds now.
 *
 * @param hits look-ups of known addresses that were answered from memory
 * @param unknownHits look-ups that memory answered with "no such address"
 * @param misses look-ups that memory could not answer
 * @param loads resolutions for which the directory was asked; look-ups that miss the same address at once share one
 * @param requests requests sent to the directory in these loads: one for each level of an alias
 * @param failedLoads loads without an answer
 * @param discarded loads that were repeated because a change overtook them
 * @param staleServed look-ups that were answered during an outage with the last known answer
 * @param changes changed documents that the feed reported
 * @param invalidations answers in memory that were not used because something they depend on had changed
 * @param resets how often everything was forgotten
 * @param entries addresses in memory that have a document of their own
 * @param bytes roughly how many bytes of memory these take
 * @param madeUpEntries addresses in memory that anybody can make up
 * @param madeUpBytes roughly how many bytes of memory these take
 */
@Immutable
public record CacheStatistics(
        long hits,
        long unknownHits,
        long misses,
        long loads,
        long requests,
        long failedLoads,
        long discarded,
        long staleServed,
        long changes,
        long invalidations,
        long resets,
        long entries,
        long bytes,
        long madeUpEntries,
        long madeUpBytes) {}
