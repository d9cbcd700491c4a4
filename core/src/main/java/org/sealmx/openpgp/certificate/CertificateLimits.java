package org.sealmx.openpgp.certificate;

/**
 * What is read of a certificate at most. Beyond a limit the certificate is malformed: cutting it short could hide a
 * revocation.
 *
 * @param characters of the text, armored or base64
 * @param packets of all certificates in one text; each signature among them costs one verification at most where it is,
 *     and another one elsewhere only if it is a revocation that was not verified there
 * @param signatures that verify on the keys of one certificate: each can be an instant at which its evaluation changes.
 *     User IDs and their certifications are not counted: people have a thousand
 */
record CertificateLimits(int characters, int packets, int signatures) {

    /**
     * 4 MiB, 10,000 packets, 500 signatures: 5,000 certifications by others, which cost no verification, must not deny
     * mail to their victim.
     */
    static final CertificateLimits DEFAULT = new CertificateLimits(4 * 1024 * 1024, 10_000, 500);
}
