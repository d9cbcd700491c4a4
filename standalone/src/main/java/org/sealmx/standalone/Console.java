package org.sealmx.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** What the operator sees: progress on standard output, what went wrong on standard error. */
final class Console {

    private final PrintStream out;
    private final PrintStream errors;
    private final long begin = System.nanoTime();

    Console(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /** Prints a line. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints one line about what went wrong, and the stack trace when it is wanted. */
    void complain(Throwable problem, boolean debug) {
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        errors.println("sealmx: " + message.replaceAll("\\s*\\R\\s*", " "));
        if (debug) {
            problem.printStackTrace(errors);
        }
        errors.flush();
    }

    /** The time since the beginning, such as {@code 2.4 s}. */
    String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
    }
}
