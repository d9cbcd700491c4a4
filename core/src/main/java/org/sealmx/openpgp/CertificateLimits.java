package org.sealmx.openpgp;

/**
 * What is read of a certificate at most. Beyond a limit the certificate is malformed: cutting it short could hide a revocation.
 *
 * @param characters of the text, armored or base64
 * @param packets    of all certificates in one text
 * @param signatures of a certificate by itself, or that claim to be; each costs a verification
 */
record CertificateLimits(int characters, int packets, int signatures) {

    /** 4 MiB, 10,000 packets, 500 signatures: 5,000 certifications by others, which cost no verification, must not deny mail to their victim. */
    static final CertificateLimits DEFAULT = new CertificateLimits(4 * 1024 * 1024, 10_000, 500);
}
