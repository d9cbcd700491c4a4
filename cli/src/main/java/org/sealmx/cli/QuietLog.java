package org.sealmx.cli;

import java.net.URL;
import org.jspecify.annotations.Nullable;

/** James' class path has Logback, which prints everything unless it is configured before its first use. */
public final class QuietLog {

    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private QuietLog() {}

    /** Configures it, unless the caller has. */
    public static void configure() {
        @Nullable URL quiet = QuietLog.class.getResource("logback-quiet.xml");
        if (quiet != null && System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, quiet.toString());
        }
    }
}
