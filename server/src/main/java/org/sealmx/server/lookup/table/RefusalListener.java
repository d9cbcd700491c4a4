package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;

/**
 * Is told which recipients Postfix learns to refuse or to defer from a table. SealMX never sees them at RCPT, so nobody
 * else could say that their mail waits. Postfix may ask several tables about one recipient.
 */
@ThreadSafe
@FunctionalInterface
public interface RefusalListener {

    /** Called just before the answer. Returns quickly and throws nothing. */
    void refused(EmailAddress recipient, Verdict.Refuse refused);
}
