package org.sealmx.it.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sealmx.it.harness.Command;

/**
 * How often something can be done in a second of processor time, which other load on the machine affects far less than
 * elapsed time.
 */
final class CpuTime {

    private static final long ROUND_NANOS = 2_000_000_000L;
    private static final int ROUNDS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The output of the shell's {@code times} for its children: minutes and seconds in user mode and in the kernel. */
    private static final Pattern CHILDREN = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    private CpuTime() {}

    interface Work {
        void run() throws Exception;
    }

    /** The best of three rounds after a warm-up round, in this thread. */
    static double perSecond(Work work) throws Exception {
        round(work);
        double best = 0;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.max(best, round(work));
        }
        return best;
    }

    private static double round(Work work) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        long used = 0;
        int count = 0;
        while (used < ROUND_NANOS || count < 3) {
            work.run();
            count++;
            used = THREADS.getCurrentThreadCpuTime() - start;
        }
        return count * 1e9 / used;
    }

    /** The best of three rounds of so many runs of a program, including its start. */
    static double perSecond(int runs, List<String> words) throws Exception {
        double best = 0;
        for (int i = 0; i < ROUNDS; i++) {
            best = Math.max(best, runs / seconds(runs, words));
        }
        return best;
    }

    private static double seconds(int runs, List<String> words) throws Exception {
        List<String> shell = List.of(
                "bash",
                "-c",
                "for ((i = 0; i < " + runs + "; i++)); do \"$@\" >/dev/null 2>&1 || exit 1; done; times",
                "bash");
        byte[] printed = Command.require(
                new byte[0], Stream.concat(shell.stream(), words.stream()).toList());
        Matcher children = CHILDREN.matcher(new String(printed, StandardCharsets.US_ASCII));
        if (!children.find()) {
            throw new IllegalStateException("the shell did not tell the time");
        }
        return 60 * (Integer.parseInt(children.group(1)) + Integer.parseInt(children.group(3)))
                + Double.parseDouble(children.group(2))
                + Double.parseDouble(children.group(4));
    }
}
