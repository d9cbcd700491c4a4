package org.sealmx.policy;

import org.sealmx.directory.StoreNames;

/**
 * What the configured chain cannot do for some accounts, whatever the operator decides. Immutable.
 *
 * @param names what the store can have a name for
 * @param certificates what can be sealed to
 */
public record ChainLimits(StoreNames names, SealableCertificates certificates) {

    /** Of a chain that takes every account. */
    public static ChainLimits none() {
        return new ChainLimits(StoreNames.any(), SealableCertificates.all());
    }
}
