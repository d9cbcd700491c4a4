package org.sealmx.policy;

import org.sealmx.smtp.Reply;

/**
 * A recipient is refused.
 *
 * @param cause what the matchers look at
 * @param reply what the sending side is told
 */
public record Refusal(RefusalCause cause, Reply reply) {}
