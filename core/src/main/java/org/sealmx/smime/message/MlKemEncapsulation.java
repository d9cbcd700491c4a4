package org.sealmx.smime.message;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSORIforKEMOtherInfo;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.KEMRecipientInfo;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.sealmx.certificate.SmimeRecipient;

/**
 * Key encapsulation with ML-KEM (RFC 9629, RFC 9936): the wrapping key is derived with HKDF and SHA-256, and the
 * content key wrapped with AES-256 (RFC 3394).
 */
final class MlKemEncapsulation {

    private static final AlgorithmIdentifier DERIVATION =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256);

    private MlKemEncapsulation() {}

    static RecipientInfo wrap(byte[] contentKey, SmimeRecipient recipient, SecureRandom random)
            throws GeneralSecurityException {
        try {
            SecretWithEncapsulation secret =
                    new MLKEMGenerator(random).generateEncapsulated(PublicKeyFactory.createKey(recipient.publicKey()));
            KEMRecipientInfo info = new KEMRecipientInfo(
                    new RecipientIdentifier(recipient.id()),
                    recipient.publicKey().getAlgorithm(),
                    new DEROctetString(secret.getEncapsulation()),
                    DERIVATION,
                    new ASN1Integer(AesKeyWrap.KEY_OCTETS),
                    null,
                    AesKeyWrap.ALGORITHM,
                    new DEROctetString(AesKeyWrap.wrap(contentKey, wrappingKey(secret.getSecret()))));
            return new RecipientInfo(new OtherRecipientInfo(CMSObjectIdentifiers.id_ori_kem, info));
        } catch (IOException e) {
            throw new GeneralSecurityException("the key encapsulation failed", e);
        }
    }

    private static byte[] wrappingKey(byte[] secret) throws IOException {
        HKDFBytesGenerator derivation = new HKDFBytesGenerator(new SHA256Digest());
        derivation.init(new HKDFParameters(
                secret,
                null,
                new CMSORIforKEMOtherInfo(AesKeyWrap.ALGORITHM, AesKeyWrap.KEY_OCTETS).getEncoded(ASN1Encoding.DER)));
        byte[] wrappingKey = new byte[AesKeyWrap.KEY_OCTETS];
        derivation.generateBytes(wrappingKey, 0, wrappingKey.length);
        return wrappingKey;
    }
}
