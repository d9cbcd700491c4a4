package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;

/**
 * Limits for reading certificates. Input beyond a limit is malformed.
 *
 * @param characters the maximum length of one text, PEM or base64
 * @param certificates the maximum number of certificates of an account
 */
@Immutable
record SmimeLimits(int characters, int certificates) {

    /** 384 KiB, which is 256 KiB of DER in PEM, and 20 certificates. */
    static final SmimeLimits DEFAULT = new SmimeLimits(384 * 1024, 20);
}
