package org.sealmx.mailets;

import org.apache.mailet.MailetConfig;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingFormat;

/** A mailet that seals: after it, in the same processor, messages are ciphertext. */
public sealed interface Sealing extends SealMxMailet permits EncryptForRecipient {

    /**
     * The format in which it seals messages.
     *
     * @param config the mailet's configuration; the mailet need not have been initialised with it
     */
    SealingFormat formatWith(MailetConfig config);

    /** What it seals with: the parameters that it was initialised with apply. */
    MessageSealer sealer();
}
