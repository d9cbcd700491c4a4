package org.sealmx.it.bench.lmtp;

import java.util.Comparator;
import java.util.List;

/**
 * What one peer did with some messages of one kind.
 *
 * @param cpuSeconds of its processes, for 1,000 messages
 * @param storeCpuSeconds of the server behind it, for 1,000 messages; 0 when there is none
 * @param rate messages a second
 * @param median milliseconds from the final dot to the last reply
 * @param slowest the 99th percentile of the same
 */
record Sample(double cpuSeconds, double storeCpuSeconds, double rate, double median, double slowest) {

    /** The middle one by processor time. */
    static Sample middleOf(List<Sample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingDouble(Sample::cpuSeconds))
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
