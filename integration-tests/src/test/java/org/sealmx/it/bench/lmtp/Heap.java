package org.sealmx.it.bench.lmtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Command;

/** The heap of a process on Java, as {@code jcmd} shows it. */
final class Heap {

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Heap() {}

    /** What is in use after a collection, in MiB. */
    static long usedMiB(ProcessHandle process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
        Matcher used = USED.matcher(jcmd(process, "GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not say how much of the heap is in use");
        }
        return Long.parseLong(used.group(1)) / 1024;
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException, InterruptedException {
        return new String(Command.require("jcmd", Long.toString(process.pid()), command), StandardCharsets.UTF_8);
    }
}
