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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sealmx.server.config.StartUpException;
import org.slf4j.ILoggerFactory;

/**
 * Prints on standard error, in one line, why James did not start. James itself only logs the reason, with the whole
 * stack trace, and exits; when the log goes to a file, nobody sees it. Anything that looks like an address is replaced,
 * as in the log. This appender gets what James logs then, whatever {@code logback.xml} does with it, and replaces the
 * appender of the shipped {@code logback.xml}, which is for starts that fail before SealMX is loaded. Logback
 * synchronises it.
 */
final class StartFailureLine extends AppenderBase<ILoggingEvent> {

    /** The name of the appender in the shipped {@code logback.xml}. */
    static final String NAME = "START_FAILURE";
    /** The logger to which James reports that it did not start. */
    static final String JAMES = "org.apache.james.GuiceJamesServer";

    /**
     * The property of the shipped {@code logback.xml} with the pattern of an address; without it, a default pattern.
     */
    static final String PATTERN = "ADDRESS";

    private static final Pattern LOOKS_LIKE_AN_ADDRESS = Pattern.compile("(?<![^\\s<>@])[^\\s<>@]++@[^\\s<>@]++");
    private static final String MASK = "[address]";
    private static final int LONGEST = 1000;

    private final PrintStream errors;
    private final Pattern addresses;

    private StartFailureLine(PrintStream errors, Pattern addresses) {
        this.errors = errors;
        this.addresses = addresses;
        setName(NAME);
    }

    /**
     * Begins to listen.
     *
     * @param logging Logback
     * @param errors where the line is printed
     */
    static void listen(ILoggerFactory logging, PrintStream errors) {
        LoggerContext logback = (LoggerContext) logging;
        StartFailureLine line = new StartFailureLine(errors, addresses(logback));
        line.setContext(logback);
        line.start();
        Logger james = logback.getLogger(JAMES);
        james.detachAppender(NAME);
        james.addAppender(line);
    }

    private static Pattern addresses(LoggerContext logback) {
        String configured = logback.getProperty(PATTERN);
        if (configured == null) {
            return LOOKS_LIKE_AN_ADDRESS;
        }
        try {
            return Pattern.compile(configured);
        } catch (PatternSyntaxException e) {
            // Logback reports it when it builds the other appenders
            return LOOKS_LIKE_AN_ADDRESS;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                && event.getThrowableProxy() instanceof ThrowableProxy thrown) {
            errors.println("sealmx: " + oneLine(masked(reason(thrown.getThrowable()))));
            errors.flush();
        }
    }

    /** The message of SealMX' own exception, or else the innermost cause, with what to do about it. */
    private static String reason(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain.stream()
                .filter(StartUpException.class::isInstance)
                .findFirst()
                .map(told -> String.valueOf(told.getMessage()))
                .orElseGet(() -> StartAdvice.of(chain.get(chain.size() - 1)));
    }

    private String masked(String text) {
        return addresses.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
