package org.sealmx.server.page;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.explain.Explanation;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Explains what becomes of mail for an address. */
@ThreadSafe
@FunctionalInterface
interface Explaining {

    Explanation explain(EmailAddress address, ReversePath sender);
}
