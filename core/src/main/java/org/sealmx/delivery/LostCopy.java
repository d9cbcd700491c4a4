package org.sealmx.delivery;

import org.sealmx.directory.Route;
import org.sealmx.policy.Refusal;

/**
 * A copy of an alias that is not stored, and that nobody tries again, since the sending side hears of success.
 * Immutable.
 *
 * @param route where it would have gone
 * @param refusal why not
 * @param reason the same in words for the operator's log, without addresses
 */
public record LostCopy(Route route, Refusal refusal, String reason) {}
