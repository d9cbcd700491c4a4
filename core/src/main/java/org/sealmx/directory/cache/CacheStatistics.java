package org.sealmx.directory.cache;

/**
 * What a cache did since it was made, and holds now. Immutable.
 *
 * @param hits look-ups of known addresses that were answered from memory
 * @param unknownHits look-ups that memory answered with "no such address"
 * @param misses look-ups that memory could not answer
 * @param loads resolutions that the directory was asked for; look-ups that miss the same address at once share one
 * @param requests questions put to the directory in these loads: one for each level of an alias
 * @param failedLoads loads without an answer
 * @param discarded loads that a change overtook, so that they were made again
 * @param staleServed look-ups in an outage that were answered with what was last known
 * @param changes changed documents that the feed told of
 * @param invalidations answers in memory that were not used, because something they depend on had changed
 * @param resets how often all was forgotten
 * @param entries addresses in memory that have a document of their own
 * @param bytes about how much memory these take
 * @param madeUpEntries addresses in memory that anybody can make up
 * @param madeUpBytes about how much memory these take
 */
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
