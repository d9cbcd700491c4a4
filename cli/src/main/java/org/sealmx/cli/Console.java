package org.sealmx.cli;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The operator's console: progress on standard output, errors on standard error. */
@ThreadSafe
public final class Console {

    private final PrintStream out;
    private final PrintStream errors;
    private final long begin = System.nanoTime();

    /**
     * @param out gets progress and results
     * @param errors gets errors
     */
    public Console(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    /** Prints a line. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints one line about a problem, followed by its stack trace when {@code debug} is set. */
    public void complain(Throwable problem, boolean debug) {
        String message = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        errors.println("sealmx: " + message.replaceAll("\\s*\\R\\s*", " "));
        if (debug) {
            problem.printStackTrace(errors);
        }
        errors.flush();
    }

    /** The time since the start of the program, such as {@code 2.4 s}. */
    public String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
    }

    /** Standard output, for other code that prints there. */
    public PrintStream out() {
        return out;
    }

    /** Standard error, for other code that prints there. */
    public PrintStream errors() {
        return errors;
    }

    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }
}
