package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.Reply;

/**
 * Why a recipient is refused, and the reply to the sending side.
 *
 * @param cause the cause, which the matchers look at
 * @param reply the reply to the sending side
 */
@Immutable
public record Refusal(RefusalCause cause, Reply reply) {}
