package org.sealmx.server.guice;

import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Has James say on standard error why it did not start. Knows no class of Logback: where James logs with something
 * else, those of {@link StartFailureLine} cannot even be loaded.
 */
final class StartFailures {

    /** With {@code false}, James throws its exception to the program that started it, which says why itself. */
    private static final String EXITS = "james.exit.on.startup.error";

    private static final String LOGBACK = "ch.qos.logback.";

    private StartFailures() {}

    /** Begins to listen, unless James is part of another program or logs with something else than Logback. */
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
