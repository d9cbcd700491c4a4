package org.sealmx.policy;

import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.Route;

/**
 * What the policy says of one route, at one instant. It goes with the copy of a message that takes the route, so that
 * nobody judges a second time. Immutable.
 */
public sealed interface Decision {

    /** What is decided upon. */
    Route route();

    /**
     * The copy can be sealed and delivered.
     *
     * @param certificates what it is sealed to, all of a kind that the configured chain can seal to
     */
    record Sealable(Route route, CertificateEvaluation.Usable certificates) implements Decision {}

    /**
     * There will be no copy, for now or for good.
     *
     * @param refusal what the matchers look at, and the reply
     * @param reason in words for the operator's log, without addresses; never sent to the sending side
     */
    record Refused(Route route, Refusal refusal, String reason) implements Decision {}
}
