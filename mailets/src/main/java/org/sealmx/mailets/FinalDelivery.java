package org.sealmx.mailets;

import org.apache.mailet.MailetConfig;
import org.sealmx.sealing.SealingFormat;

/**
 * A mailet that lets messages out of the process: sealed ones only. It comes after a {@link Sealing} of the format that
 * it takes.
 */
public sealed interface FinalDelivery extends SealMxMailet permits Deliver {

    /**
     * What messages must be sealed as.
     *
     * @param config its configuration; the mailet need not have been initialised with it
     */
    SealingFormat formatWith(MailetConfig config);
}
