package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.Route;

/**
 * What the policy decides about one route, at one instant. It travels with the copy of a message that takes the route,
 * so that the route is judged only once.
 */
@Immutable
public sealed interface Decision {

    /** The route that this decision is about. */
    Route route();

    /**
     * The copy can be sealed and delivered.
     *
     * @param certificates the certificates to seal to, all of a kind that the configured chain can seal to
     */
    @Immutable
    record Sealable(Route route, CertificateEvaluation.Usable certificates) implements Decision {}

    /**
     * There is no copy, temporarily or permanently.
     *
     * @param refusal the cause, which the matchers look at, and the reply
     * @param reason a text for the operator's log, without addresses; never sent to the sending side
     */
    @Immutable
    record Refused(Route route, Refusal refusal, String reason) implements Decision {}
}
