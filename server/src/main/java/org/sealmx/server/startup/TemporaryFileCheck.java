package org.sealmx.server.startup;

import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.SizeFormat;
import org.jspecify.annotations.Nullable;
import org.sealmx.server.config.StartUpException;

/**
 * Checks that James writes no message to a temporary file in the clear, as it does with messages above a threshold
 * whenever a mailet copies one.
 */
public final class TemporaryFileCheck implements StartUpCheck {

    /** The system property of the threshold; James sets it from {@code jvm.properties}. */
    static final String THRESHOLD = "james.message.memory.threshold";

    private final ConfigurationProvider configurations;

    /** Called by James' injector. */
    @Inject
    public TemporaryFileCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    @Override
    public void check() throws ConfigurationException {
        long maxMessageSize = LmtpElementCheck.maxMessageSize(configurations);
        String threshold = System.getProperty(THRESHOLD, "");
        if (threshold.isEmpty() || maxMessageSize == 0 || bytes(threshold) < 2 * maxMessageSize) {
            throw new StartUpException(
                    "jvm.properties: " + THRESHOLD + " must be at least twice maxmessagesize of lmtpserver.xml,"
                            + " which must not be 0, or James could write a message to a temporary file in the clear; set it to "
                            + Math.max(1, 2 * maxMessageSize / 1024 / 1024) + " MiB or more");
        }
    }

    /** Parses the threshold. James keeps it in an int, and a larger one would fail only with the first message. */
    private static long bytes(String threshold) {
        try {
            long bytes = SizeFormat.parseAsByteCount(threshold);
            if (bytes <= Integer.MAX_VALUE) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw malformed(threshold, e);
        }
        throw malformed(threshold, null);
    }

    private static StartUpException malformed(String threshold, @Nullable Throwable cause) {
        return new StartUpException(
                "jvm.properties: " + THRESHOLD + " must be below 2 GiB, for example 512 MiB (found \"" + threshold
                        + "\")",
                cause);
    }
}
