package org.sealmx.delivery;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.directory.Route;
import org.sealmx.policy.Refusal;

/**
 * A copy for one destination of an alias that is not stored and will not be tried again, since the sending side gets a
 * success.
 *
 * @param route the route it would have taken
 * @param refusal why it is not stored
 * @param reason the same as a text for the operator's log, without addresses
 */
@Immutable
public record LostCopy(Route route, Refusal refusal, String reason) {}
