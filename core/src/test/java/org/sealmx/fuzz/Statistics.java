package org.sealmx.fuzz;

/** Statistics of what was tried on one target. Thread-safe. */
final class Statistics {

    private final String target;
    private long inputs;
    private long octets;
    private long largest;
    private long inputOfLargest;
    private long longestMillis;
    private long percent;

    Statistics(String target) {
        this.target = target;
    }

    synchronized void add(int inputSize, long allocated, FuzzTarget.AllocationLimit limit, long nanos) {
        inputs++;
        percent = Math.max(percent, 100 * allocated / limit.forSize(inputSize));
        octets += inputSize;
        longestMillis = Math.max(longestMillis, nanos / 1_000_000);
        if (allocated > largest) {
            largest = allocated;
            inputOfLargest = inputSize;
        }
    }

    synchronized long inputs() {
        return inputs;
    }

    @Override
    public synchronized String toString() {
        return ("%-12s %8d inputs, %6d octets on average, longest %5d ms of CPU, largest allocation %6d KiB for %6d"
                        + " octets, at most %d %% of a limit")
                .formatted(
                        target,
                        inputs,
                        octets / Math.max(1, inputs),
                        longestMillis,
                        largest / 1024,
                        inputOfLargest,
                        percent);
    }
}
