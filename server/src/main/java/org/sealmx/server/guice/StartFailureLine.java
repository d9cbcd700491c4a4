package org.sealmx.server.guice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.server.config.StartUpException;
import org.slf4j.LoggerFactory;

/**
 * Says on standard error, in one line, why James did not start. James itself only logs that, with the whole stack, and ends: where the log goes
 * to a file, nobody sees it. Listens to what James logs then, whatever {@code logback.xml} does with it, and takes the place of the appender
 * that the shipped {@code logback.xml} has for starts that fail before SealMX is loaded. Used by James' logging, which is safe for several threads.
 */
final class StartFailureLine extends AppenderBase<ILoggingEvent> {

    /** Of the appender in the shipped {@code logback.xml}. */
    static final String NAME = "START_FAILURE";
    /** Where James logs that it did not start. */
    static final String JAMES = "org.apache.james.GuiceJamesServer";

    /** With {@code false}, James throws its exception to the program that started it, which says why itself. */
    private static final String EXITS = "james.exit.on.startup.error";

    private static final String LOGBACK = "ch.qos.logback.";
    private static final int LONGEST = 1000;

    private final PrintStream errors;

    private StartFailureLine(PrintStream errors) {
        this.errors = errors;
        setName(NAME);
    }

    /** Begins to listen, unless James is part of another program or logs with something else than Logback. */
    static void listen() {
        if (Boolean.parseBoolean(System.getProperty(EXITS, "true"))
                && LoggerFactory.getILoggerFactory().getClass().getName().startsWith(LOGBACK)) {
            listen((LoggerContext) LoggerFactory.getILoggerFactory(), System.err);
        }
    }

    /** As the other, for this Logback and to this stream. */
    static void listen(LoggerContext logback, PrintStream errors) {
        StartFailureLine line = new StartFailureLine(errors);
        line.setContext(logback);
        line.start();
        Logger james = logback.getLogger(JAMES);
        james.detachAppender(NAME);
        james.addAppender(line);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                && event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            errors.println("sealmx: " + reason(thrown.getThrowable()));
            errors.flush();
        }
    }

    /** What SealMX says, or else what it comes down to. */
    private static String reason(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain.stream()
                .filter(StartUpException.class::isInstance)
                .findFirst()
                .map(told -> oneLine(String.valueOf(told.getMessage())))
                .orElseGet(() -> innermost(chain.get(chain.size() - 1)));
    }

    private static String innermost(Throwable cause) {
        return cause instanceof ClassNotFoundException
                ? oneLine(
                        cause.getMessage()
                                + " is neither in James nor in a jar of extensions-jars; check the name, and that its jar is there")
                : oneLine(cause.toString());
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
