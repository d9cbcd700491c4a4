package org.sealmx.server.startup;

import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.config.StartUpException;

/** Checks that the largest message that is accepted fits into the limit of messages in flight. */
public final class MemoryCheck implements StartUpCheck {

    private final ConfigurationProvider configurations;
    private final Limits limits;

    /** Called by James' injector. */
    @Inject
    public MemoryCheck(ConfigurationProvider configurations, Limits limits) {
        this.configurations = configurations;
        this.limits = limits;
    }

    @Override
    public void check() throws ConfigurationException {
        long maxMessageSize = LmtpElementCheck.maxMessageSize(configurations);
        long inFlight = limits.maxBytesInFlight();
        if (maxMessageSize > inFlight) {
            throw new StartUpException("lmtpserver.xml: a message of maxmessagesize (" + maxMessageSize / 1024
                    + " KiB) does not fit into max-kib-in-flight (" + inFlight / 1024 + " KiB). Raise -Xmx to "
                    + Math.max(512, 8 * maxMessageSize / 1024 / 1024)
                    + "m or more, or lower maxmessagesize; max-kib-in-flight is an eighth of the heap unless"
                    + " sealmx.properties sets it");
        }
    }
}
