package org.sealmx.policy;

import org.sealmx.directory.Resolution;

/** What the policy says about a recipient. */
public sealed interface Verdict {

    /** Mail may be delivered along at least one of the routes. */
    record Accept(Resolution.Routes routes) implements Verdict {}

    /** Mail is refused, for now or for good. */
    record Refuse(Refusal refusal) implements Verdict {}
}
