package org.sealmx.openpgp;

/** How a message body is encrypted: packet version and cipher (RFC 9580 section 5.13). */
public enum CipherSuite {
    /** Version 1 packet, AES-256 in CFB mode with modification detection. */
    SEIPD_V1_AES256,
    /** Version 1 packet, AES-128 in CFB mode with modification detection. */
    SEIPD_V1_AES128,
    /** Version 2 packet, AES-256 in OCB mode. */
    SEIPD_V2_AES256_OCB,
    /** Version 2 packet, AES-128 in OCB mode, the suite that every implementation of version 2 must have. */
    SEIPD_V2_AES128_OCB
}
