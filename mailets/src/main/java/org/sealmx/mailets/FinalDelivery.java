package org.sealmx.mailets;

import org.apache.mailet.MailetConfig;
import org.sealmx.sealing.SealingFormat;

/**
 * A mailet that takes messages out of the process, and only sealed ones. It follows a {@link Sealing} mailet of its own
 * format.
 */
public sealed interface FinalDelivery extends SealMxMailet permits Deliver {

    /**
     * The format in which messages must be sealed.
     *
     * @param config the mailet's configuration; the mailet need not have been initialised with it
     */
    SealingFormat formatWith(MailetConfig config);

    /** Whether it never gets a message as {@code sealmx.properties} is now. */
    default boolean isIdle() {
        return false;
    }
}
