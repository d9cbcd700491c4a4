package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/** Sends a message on the way that all mail takes: the policy, the processors, the store. */
@ThreadSafe
@FunctionalInterface
interface TestMail {

    /**
     * Sends it.
     *
     * @param recipient who is also the sender, in the header and of the envelope
     * @return the reply that Postfix would get
     */
    Reply send(EmailAddress recipient);
}
