package org.sealmx.mailets;

import org.apache.mailet.MailetConfig;
import org.sealmx.sealing.SealingFormat;

/** A mailet that seals: after it, in the same processor, messages are ciphertext. */
public sealed interface Sealing extends SealMxMailet permits EncryptForRecipient {

    /**
     * What it seals messages as.
     *
     * @param config its configuration; the mailet need not have been initialised with it
     */
    SealingFormat formatWith(MailetConfig config);
}
