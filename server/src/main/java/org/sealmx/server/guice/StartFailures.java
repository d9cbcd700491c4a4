package org.sealmx.server.guice;

import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Makes James print on standard error why it did not start. Uses no class of Logback: when James logs with something
 * else, {@link StartFailureLine} cannot even be loaded.
 */
final class StartFailures {

    /** When this is {@code false}, James throws its exception to the program that started it, which reports it. */
    private static final String EXITS = "james.exit.on.startup.error";

    private static final String LOGBACK = "ch.qos.logback.";

    private StartFailures() {}

    /** Begins to listen, unless James is part of another program or does not log with Logback. */
    static void listen() {
        if (Boolean.parseBoolean(System.getProperty(EXITS, "true"))) {
            listen(LoggerFactory.getILoggerFactory());
        }
    }

    private static void listen(ILoggerFactory logging) {
        if (logging.getClass().getName().startsWith(LOGBACK)) {
            StartFailureLine.listen(logging, System.err);
        }
    }
}
