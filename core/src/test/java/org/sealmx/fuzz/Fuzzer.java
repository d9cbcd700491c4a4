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
 * Gives changed inputs to targets for a while, with several threads, each of which goes through all targets. For each
 * input, nothing may be thrown, it may take no longer than a limit far above what any input needs, and the allocations
 * must stay below the target's limit.
 *
 * <p>Each thread draws the seeds for each target from a separate source, so that the inputs of one target do not depend
 * on the progress of another. A finding names the seed of its input, from which that input can be made again on its
 * own.
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

    /** A fuzzer that allows 5 seconds of CPU time for each input, or a minute on a busy machine. */
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
     * @param time the total time, divided evenly among the targets
     * @param threads the number of threads
     * @throws AssertionError when a property does not hold; it names the seed and the inputs
     */
    public void run(Duration time, int threads) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(i, time.dividedBy(targets.size())));
        }
        workers.forEach(Thread::start);
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                worker.join(LOOK.toMillis());
                workers.forEach(this::look);
            }
        }
        synchronized (findings) {
            if (!findings.isEmpty()) {
                throw new AssertionError("fuzzing with seed " + seed + " has found:\n"
                        + String.join(
                                "\n", findings.stream().map(Finding::report).toList()));
            }
        }
    }

    /** How many inputs each target took, in the order of the targets. */
    public List<Long> inputs() {
        return statistics.stream().map(Statistics::inputs).toList();
    }

    /** A report of what was tried, with a line for each target. */
    public String report() {
        return "fuzzed with seed " + seed + "\n"
                + String.join("\n", statistics.stream().map(Object::toString).toList());
    }

    /** Gives up if a worker takes too long: it cannot be stopped, so the run ends. */
    private void look(Worker worker) {
        Run run = worker.run;
        boolean late = run.started
                && (THREADS.getThreadCpuTime(worker.getId()) - run.cpu > perInput.toNanos()
                        || System.nanoTime() - run.clock
                                > perInput.multipliedBy(12).toNanos());
        if (late && run == worker.run) {
            String problem = "no end after " + perInput.toSeconds() + " s" + Finding.stack(worker.getStackTrace());
            throw new AssertionError("fuzzing with seed " + seed + " has found:\n"
                    + new Finding(run.target.name(), run.seed, problem, run.input).report());
        }
    }

    /** The source of the seeds of inputs. */
    private Random source(FuzzTarget target, int worker) {
        return new Random(31 * (31 * seed + target.name().hashCode()) + worker);
    }

    private void found(FuzzTarget target, long inputSeed, byte[] input, String kind, String problem) {
        synchronized (findings) {
            if (findings.size() < MOST_FINDINGS && kinds.add(target.name() + kind)) {
                findings.add(new Finding(target.name(), inputSeed, problem, input));
            }
        }
    }

    private boolean isKnown(FuzzTarget target, String kind) {
        synchronized (findings) {
            return findings.size() >= MOST_FINDINGS || kinds.contains(target.name() + kind);
        }
    }

    /** An input that is being processed, and the time when that began. */
    private static final class Run {
        private final FuzzTarget target;
        private final long seed;
        private final byte[] input;
        private final boolean started;
        private final long clock = System.nanoTime();
        private final long cpu = THREADS.getCurrentThreadCpuTime();

        Run(FuzzTarget target, long seed, byte[] input, boolean started) {
            this.target = target;
            this.seed = seed;
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
            this.run = new Run(targets.get(0), 0, new byte[0], false);
        }

        @Override
        public void run() {
            for (int i = 0; i < targets.size(); i++) {
                int at = (i + number) % targets.size();
                Random source = source(targets.get(at), number);
                long until = System.nanoTime() + perTarget.toNanos();
                while (System.nanoTime() < until) {
                    tryNext(targets.get(at), source.nextLong(), statistics.get(at));
                }
            }
        }

        private void tryNext(FuzzTarget target, long inputSeed, Statistics counts) {
            byte[] input;
            try {
                input = target.input(new Random(inputSeed));
            } catch (RuntimeException | Error e) {
                found(target, inputSeed, new byte[0], Finding.kind(e), "no input was made: " + Finding.describe(e));
                return;
            }
            tryInput(target, inputSeed, input, counts);
        }

        private void tryInput(FuzzTarget target, long inputSeed, byte[] input, Statistics counts) {
            try {
                long allocated = measured(target, inputSeed, input, counts);
                if (allocated > target.limit().forSize(input.length) && !isKnown(target, TOO_MUCH)) {
                    byte[] least = Minimizer.minimize(input, smaller -> allocatesTooMuch(target, inputSeed, smaller));
                    found(
                            target,
                            inputSeed,
                            least,
                            TOO_MUCH,
                            allocated + " octets allocated, for an input that had " + input.length
                                    + " octets at first");
                }
            } catch (Throwable e) {
                String kind = Finding.kind(e);
                if (!isKnown(target, kind)) {
                    byte[] least =
                            Minimizer.minimize(input, smaller -> kind.equals(failure(target, inputSeed, smaller)));
                    found(target, inputSeed, least, kind, Finding.describe(e));
                }
            }
        }

        private long measured(FuzzTarget target, long inputSeed, byte[] input, Statistics counts) throws Exception {
            run = new Run(target, inputSeed, input, true);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            FuzzTarget.Check check;
            long allocated;
            try {
                check = target.run(input);
                allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                counts.add(input.length, allocated, target.limit(), THREADS.getCurrentThreadCpuTime() - run.cpu);
            } finally {
                run = new Run(target, inputSeed, input, false);
            }
            check.verify();
            return allocated;
        }

        private boolean allocatesTooMuch(FuzzTarget target, long inputSeed, byte[] input) {
            try {
                return measured(target, inputSeed, input, new Statistics(""))
                        > target.limit().forSize(input.length);
            } catch (Throwable e) {
                return false;
            }
        }

        private String failure(FuzzTarget target, long inputSeed, byte[] input) {
            try {
                measured(target, inputSeed, input, new Statistics(""));
                return "";
            } catch (Throwable e) {
                return Finding.kind(e);
            }
        }
    }
}
