package org.sealmx.directory.check;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.policy.RecipientPolicy;

/**
 * What decides about mail in the server for which a directory is checked, so that a check cannot come to another
 * result.
 *
 * @param resolver how addresses are resolved
 * @param policy accepts and refuses; its directory and its store are not asked
 */
@ThreadSafe
public record MailRules(ResolverSettings resolver, RecipientPolicy policy) {}
