package org.sealmx.openpgp;

/**
 * What is read of a certificate at most. Beyond a limit the certificate is malformed: cutting it short could hide a revocation.
 *
 * @param characters of the text, armored or base64
 * @param packets    of all certificates in one text
 * @param signatures of a certificate by itself, or that claim to be; each costs a verification
 */
record CertificateLimits(int characters, int packets, int signatures) {

    /** 256 KiB, 2000 packets, 500 signatures. */
    static final CertificateLimits DEFAULT = new CertificateLimits(256 * 1024, 2000, 500);
}
