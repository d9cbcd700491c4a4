package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.LongAdder;

/** The counters of the cache, which many threads increment cheaply. */
@ThreadSafe
final class Counters {
    final LongAdder hits = new LongAdder();
    final LongAdder unknownHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder failedLoads = new LongAdder();
    final LongAdder discarded = new LongAdder();
    final LongAdder staleServed = new LongAdder();
    final LongAdder changes = new LongAdder();
    final LongAdder invalidations = new LongAdder();
    final LongAdder resets = new LongAdder();
}
