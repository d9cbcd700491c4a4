package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;

/**
 * Limits for reading a certificate. A certificate beyond a limit is malformed, since reading only part of it could miss
 * a revocation.
 *
 * @param characters the maximum length of the text, armored or base64
 * @param packets the maximum number of packets of all certificates in one text. Each signature costs at most one
 *     verification in its place; only a revocation that does not verify there costs another one elsewhere
 * @param signatures the maximum number of signatures that verify on the keys of one certificate, since its evaluation
 *     can change at the instant of each. Certifications of user IDs do not count: some people have a thousand
 */
@Immutable
record CertificateLimits(int characters, int packets, int signatures) {

    /**
     * 4 MiB, 10,000 packets, 500 signatures. With 5,000 certifications by others, which cost no verification, a victim
     * must still be able to receive mail.
     */
    static final CertificateLimits DEFAULT = new CertificateLimits(4 * 1024 * 1024, 10_000, 500);
}
