package org.sealmx.server.startup;

import java.util.Properties;
import org.apache.james.util.SizeFormat;
import org.sealmx.server.config.StartUpException;

/** James writes a message that is larger than a threshold to a temporary file, in the clear, whenever a mailet has it copied. */
public final class TemporaryFileCheck {

    static final String THRESHOLD = "james.message.memory.threshold";

    private final Properties system;

    /** @param system the system properties, into which James reads its jvm.properties */
    public TemporaryFileCheck(Properties system) {
        this.system = system;
    }

    /**
     * Checks the threshold.
     *
     * @param maxMessageSize of a message that is accepted, in octets; 0 for no limit
     * @throws StartUpException naming the property and what it must be
     */
    public void check(long maxMessageSize) {
        String threshold = system.getProperty(THRESHOLD, "");
        if (threshold.isEmpty() || maxMessageSize == 0 || bytes(threshold) < 2 * maxMessageSize) {
            throw new StartUpException(
                    "jvm.properties: " + THRESHOLD + " must be at least twice maxmessagesize of lmtpserver.xml,"
                            + " which must not be 0, or James could write a message to a temporary file in the clear; set it to "
                            + Math.max(1, 2 * maxMessageSize / 1024 / 1024) + " MiB or more");
        }
    }

    private static long bytes(String threshold) {
        try {
            return SizeFormat.parseAsByteCount(threshold);
        } catch (IllegalArgumentException e) {
            throw new StartUpException(
                    "jvm.properties: " + THRESHOLD + " accepts a size such as 1 GiB, not '" + threshold + "'", e);
        }
    }
}
