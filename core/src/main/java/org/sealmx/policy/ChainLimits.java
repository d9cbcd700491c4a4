package org.sealmx.policy;

import org.sealmx.directory.StoreNames;

/**
 * What the configured chain cannot do for some accounts, whatever the operator's settings are. Immutable.
 *
 * @param names which accounts the store can name a place for
 * @param certificates which certificates can be sealed to
 */
public record ChainLimits(StoreNames names, SealableCertificates certificates) {}
