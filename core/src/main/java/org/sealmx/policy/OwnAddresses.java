package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.EmailAddress;

/** The addresses whose mail is ours to resolve, whether they exist or not. */
@Immutable
@FunctionalInterface
public interface OwnAddresses {

    /** Whether mail for an address is ours to resolve, as the directory sees it. */
    boolean contain(EmailAddress address);
}
