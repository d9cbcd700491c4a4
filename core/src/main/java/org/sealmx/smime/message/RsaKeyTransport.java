package org.sealmx.smime.message;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.sealmx.certificate.RsaModulus;
import org.sealmx.certificate.SmimeRecipient;

/**
 * Key transport with RSAES-PKCS1-v1_5 (RFC 3370 section 4.2.1). RFC 8551 section 2.3 requires every client to open it,
 * unlike OAEP. Attacks on its padding need an oracle that tells whether a padding is correct, and there is none here.
 */
final class RsaKeyTransport {

    private RsaKeyTransport() {}

    static RecipientInfo wrap(byte[] contentKey, SmimeRecipient recipient, SecureRandom random)
            throws GeneralSecurityException {
        try {
            AsymmetricKeyParameter key = RsaModulus.untested(() -> PublicKeyFactory.createKey(recipient.publicKey()));
            PKCS1Encoding rsa = new PKCS1Encoding(new RSAEngine());
            rsa.init(true, new ParametersWithRandom(key, random));
            byte[] encryptedKey = rsa.processBlock(contentKey, 0, contentKey.length);
            return new RecipientInfo(new KeyTransRecipientInfo(
                    new RecipientIdentifier(recipient.id()),
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new DEROctetString(encryptedKey)));
        } catch (IOException | InvalidCipherTextException e) {
            throw new GeneralSecurityException("RSA failed", e);
        }
    }
}
