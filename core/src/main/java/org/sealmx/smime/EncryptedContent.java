package org.sealmx.smime;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.sealmx.openpgp.Ciphertext;
import org.sealmx.openpgp.SharedBody;

/**
 * Content encrypted with AES-256-GCM (RFC 5084), and the key that opens it, to be wrapped for any number of recipients. Immutable and safe
 * for use by several threads; gives the key to nobody.
 */
public final class EncryptedContent implements SharedBody {

    /** How contents are encrypted: all in the same way. */
    public static final ASN1ObjectIdentifier ALGORITHM = NISTObjectIdentifiers.id_aes256_GCM;

    static final int TAG_OCTETS = 16;

    private final byte[] key;
    private final byte[] nonce;
    private final Ciphertext ciphertext;
    private final byte[] tag;

    EncryptedContent(byte[] key, byte[] nonce, Ciphertext ciphertext, byte[] tag) {
        this.key = key.clone();
        this.nonce = nonce.clone();
        this.ciphertext = ciphertext;
        this.tag = tag.clone();
    }

    /** The ciphertext without the authentication tag. */
    Ciphertext ciphertext() {
        return ciphertext;
    }

    /** The authentication tag. */
    byte[] tag() {
        return tag.clone();
    }

    /** Algorithm, nonce and length of the tag. */
    AlgorithmIdentifier algorithm() {
        return new AlgorithmIdentifier(ALGORITHM, new GCMParameters(nonce, TAG_OCTETS));
    }

    /**
     * The key encrypted to one certificate.
     *
     * @param random for padding and ephemeral keys
     * @throws GeneralSecurityException when the certificate cannot be used; the message names it by its fingerprint and no content
     */
    RecipientInfo wrapFor(SmimeRecipient recipient, SecureRandom random) throws GeneralSecurityException {
        try {
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
