package org.sealmx.smime.certificate;

/**
 * What is read at most. Beyond a limit the text is malformed.
 *
 * @param characters of one text, PEM or base64
 * @param certificates of an account
 */
record SmimeLimits(int characters, int certificates) {

    /** 64 KiB and 20 certificates. */
    static final SmimeLimits DEFAULT = new SmimeLimits(64 * 1024, 20);
}
