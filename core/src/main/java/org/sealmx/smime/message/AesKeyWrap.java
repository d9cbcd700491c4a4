package org.sealmx.smime.message;

import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** Wraps content keys with AES-256 (RFC 3394). */
final class AesKeyWrap {

    /** The length of a wrapping key. */
    static final int KEY_OCTETS = 32;

    static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);

    private AesKeyWrap() {}

    /**
     * The wrapped key, 8 octets longer.
     *
     * @param wrappingKey of {@link #KEY_OCTETS} octets
     */
    static byte[] wrap(byte[] contentKey, byte[] wrappingKey) {
        AESWrapEngine wrapper = new AESWrapEngine();
        wrapper.init(true, new KeyParameter(wrappingKey));
        return wrapper.wrap(contentKey, 0, contentKey.length);
    }
}
