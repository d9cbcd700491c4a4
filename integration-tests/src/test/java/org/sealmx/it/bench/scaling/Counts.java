package org.sealmx.it.bench.scaling;

/**
 * What is counted from the beginning of a bed on.
 *
 * @param doubled copies in the store beyond the first
 * @param misses look-ups that the nodes' memory did not answer
 * @param requests to CouchDB, those that were lost included
 * @param lost of them
 * @param octets between the nodes and CouchDB, both ways
 * @param cpuSeconds of the nodes
 */
record Counts(long doubled, double misses, long requests, long lost, long octets, double cpuSeconds) {

    /** What has been added since then. */
    Counts minus(Counts then) {
        return new Counts(
                doubled - then.doubled,
                misses - then.misses,
                requests - then.requests,
                lost - then.lost,
                octets - then.octets,
                cpuSeconds - then.cpuSeconds);
    }
}
