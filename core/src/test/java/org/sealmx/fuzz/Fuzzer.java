package org.sealmx.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Has targets take changed inputs for a while, with several threads that each go through all of them. For each input: nothing is thrown, it
 * takes no longer than a limit far above what any takes, and the allocations stay below the target's limit.
 */
public final class Fuzzer {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_FINDINGS = 10;

    private final List<FuzzTarget> targets;
    private final List<Statistics> statistics;
    private final long seed;
    private final Duration perInput;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    /** A fuzzer that lets an input take 5 seconds of CPU time, or a minute when the machine has much else to do. */
    public Fuzzer(List<FuzzTarget> targets, long seed) {
        this(targets, seed, Duration.ofSeconds(5));
    }

    Fuzzer(List<FuzzTarget> targets, long seed, Duration perInput) {
        this.targets = List.copyOf(targets);
        this.statistics =
                targets.stream().map(target -> new Statistics(target.name())).toList();
        this.seed = seed;
        this.perInput = perInput;
    }

    /**
     * Fuzzes.
     *
     * @param time    in all, divided evenly among the targets
     * @param threads that fuzz at once
     * @throws AssertionError when something does not hold; it names the seed and the inputs
     */
    public void run(Duration time, int threads) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(i, time.dividedBy(targets.size())));
        }
        workers.forEach(Thread::start);
        while (workers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(LOOK.toMillis());
            workers.forEach(this::look);
        }
        synchronized (findings) {
            if (!findings.isEmpty()) {
                throw new AssertionError("fuzzing with seed " + seed + " has found:\n"
                        + String.join(
                                "\n", findings.stream().map(Finding::report).toList()));
            }
        }
    }

    /** How many inputs the targets took, in their order. */
    public List<Long> inputs() {
        return statistics.stream().map(Statistics::inputs).toList();
    }

    /** What was tried, a line for each target. */
    public String report() {
        return "fuzzed with seed " + seed + "\n"
                + String.join("\n", statistics.stream().map(Object::toString).toList());
    }

    /** Gives up on a worker that takes too long: it cannot be ended, so nothing else is looked at. */
    private void look(Worker worker) {
        Run run = worker.run;
        boolean late = run.started
                && (THREADS.getThreadCpuTime(worker.getId()) - run.cpu > perInput.toNanos()
                        || System.nanoTime() - run.clock
                                > perInput.multipliedBy(12).toNanos());
        if (late && run == worker.run) {
            String problem = "no end after " + perInput.toSeconds() + " s" + Finding.stack(worker.getStackTrace());
            throw new AssertionError("fuzzing with seed " + seed + " has found:\n"
                    + new Finding(run.target.name(), problem, run.input).report());
        }
    }

    private void found(FuzzTarget target, byte[] input, String kind, String problem) {
        synchronized (findings) {
            if (findings.size() < MOST_FINDINGS && kinds.add(target.name() + kind)) {
                findings.add(new Finding(target.name(), problem, input));
            }
        }
    }

    private boolean isKnown(FuzzTarget target, String kind) {
        synchronized (findings) {
            return findings.size() >= MOST_FINDINGS || kinds.contains(target.name() + kind);
        }
    }

    /** One input on its way, and since when. */
    private static final class Run {
        private final FuzzTarget target;
        private final byte[] input;
        private final boolean started;
        private final long clock = System.nanoTime();
        private final long cpu = THREADS.getCurrentThreadCpuTime();

        Run(FuzzTarget target, byte[] input, boolean started) {
            this.target = target;
            this.input = input;
            this.started = started;
        }
    }

    private final class Worker extends Thread {

        private static final String TOO_MUCH = "allocations";

        private final int number;
        private final Duration perTarget;
        private volatile Run run;

        Worker(int number, Duration perTarget) {
            super("fuzzer-" + number);
            setDaemon(true);
            this.number = number;
            this.perTarget = perTarget;
            this.run = new Run(targets.get(0), new byte[0], false);
        }

        @Override
        public void run() {
            Random random = new Random(seed + number);
            for (int i = 0; i < targets.size(); i++) {
                int at = (i + number) % targets.size();
                long until = System.nanoTime() + perTarget.toNanos();
                while (System.nanoTime() < until) {
                    tryNext(targets.get(at), new Random(random.nextLong()), statistics.get(at));
                }
            }
        }

        private void tryNext(FuzzTarget target, Random random, Statistics counts) {
            byte[] input;
            try {
                input = target.input(random);
            } catch (RuntimeException | Error e) {
                found(target, new byte[0], Finding.kind(e), "no input was made: " + Finding.describe(e));
                return;
            }
            tryInput(target, input, counts);
        }

        private void tryInput(FuzzTarget target, byte[] input, Statistics counts) {
            try {
                long allocated = measured(target, input, counts);
                if (allocated > target.limit().forSize(input.length) && !isKnown(target, TOO_MUCH)) {
                    byte[] least = Minimizer.minimize(input, smaller -> allocatesTooMuch(target, smaller));
                    found(
                            target,
                            least,
                            TOO_MUCH,
                            allocated + " octets allocated, for an input that had " + input.length
                                    + " octets at first");
                }
            } catch (Throwable e) {
                String kind = Finding.kind(e);
                if (!isKnown(target, kind)) {
                    byte[] least = Minimizer.minimize(input, smaller -> kind.equals(failure(target, smaller)));
                    found(target, least, kind, Finding.describe(e));
                }
            }
        }

        private long measured(FuzzTarget target, byte[] input, Statistics counts) throws Exception {
            run = new Run(target, input, true);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            FuzzTarget.Check check;
            long allocated;
            try {
                check = target.run(input);
                allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                counts.add(input.length, allocated, target.limit(), THREADS.getCurrentThreadCpuTime() - run.cpu);
            } finally {
                run = new Run(target, input, false);
            }
            check.verify();
            return allocated;
        }

        private boolean allocatesTooMuch(FuzzTarget target, byte[] input) {
            try {
                return measured(target, input, new Statistics(""))
                        > target.limit().forSize(input.length);
            } catch (Throwable e) {
                return false;
            }
        }

        private String failure(FuzzTarget target, byte[] input) {
            try {
                measured(target, input, new Statistics(""));
                return "";
            } catch (Throwable e) {
                return Finding.kind(e);
            }
        }
    }
}
