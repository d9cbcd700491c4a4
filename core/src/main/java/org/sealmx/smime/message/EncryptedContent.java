package org.sealmx.smime.message;

import com.google.errorprone.annotations.ThreadSafe;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SmimeRecipient;
import org.sealmx.octets.Ciphertext;
import org.sealmx.octets.SharedBody;

/**
 * Content encrypted with AES in GCM (RFC 5084) or CBC mode (RFC 3565), and its key, which can be wrapped for any number
 * of recipients and is not otherwise accessible.
 */
@ThreadSafe
public final class EncryptedContent implements SharedBody {

    static final int TAG_OCTETS = 16;

    private final ContentCipher cipher;

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] key;

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] nonce;

    private final Ciphertext ciphertext;

    @SuppressWarnings("ThreadSafe") // never changed
    private final byte[] tag;

    EncryptedContent(ContentCipher cipher, byte[] key, byte[] nonce, Ciphertext ciphertext, byte[] tag) {
        this.cipher = cipher;
        this.key = key.clone();
        this.nonce = nonce.clone();
        this.ciphertext = ciphertext;
        this.tag = tag.clone();
    }

    /** The ciphertext without the authentication tag. */
    Ciphertext ciphertext() {
        return ciphertext;
    }

    /** The cipher of the content. */
    ContentCipher cipher() {
        return cipher;
    }

    /** The authentication tag; empty when the cipher has none. */
    byte[] tag() {
        return tag.clone();
    }

    /** The algorithm with nonce and tag length, or with the initialization vector. */
    AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(
                cipher.id(), cipher.authenticated() ? new GCMParameters(nonce, TAG_OCTETS) : new DEROctetString(nonce));
    }

    /**
     * Encrypts the key to one certificate.
     *
     * @param random for padding and ephemeral keys
     * @throws GeneralSecurityException when the certificate cannot be used; the exception's message contains its
     *     fingerprint and no content
     */
    RecipientInfo wrapFor(SmimeRecipient recipient, SecureRandom random) throws GeneralSecurityException {
        try {
            if (recipient.isPostQuantum()) {
                return MlKemEncapsulation.wrap(key, recipient, random);
            }
            boolean rsa =
                    recipient.publicKey().getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
            return rsa ? RsaKeyTransport.wrap(key, recipient, random) : EcKeyAgreement.wrap(key, recipient, random);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new GeneralSecurityException(
                    "the key cannot be wrapped for certificate " + recipient.fingerprint(), e);
        }
    }

    @Override
    public void close() {
        ciphertext.close();
    }

    @Override
    public String toString() {
        return "EncryptedContent[" + ciphertext.size() + "]";
    }
}
