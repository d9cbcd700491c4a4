package org.sealmx.smime.message;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.Pack;
import org.sealmx.certificate.SmimeRecipient;

/**
 * Key agreement by ephemeral-static ECDH (RFC 5753 section 3.1): standard Diffie-Hellman, the X9.63 derivation with the
 * hash that fits the curve, and the content key wrapped with AES-256 (RFC 3394). All supported curves have the cofactor
 * 1.
 */
final class EcKeyAgreement {

    private EcKeyAgreement() {}

    /** A hash, and the scheme that derives the wrapping key with it (RFC 5753 section 7.1.4). */
    private record Scheme(ASN1ObjectIdentifier id, Digest digest) {

        static Scheme forFieldOf(int bits) {
            if (bits <= 256) {
                return new Scheme(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, new SHA256Digest());
            }
            return bits <= 384
                    ? new Scheme(SECObjectIdentifiers.dhSinglePass_stdDH_sha384kdf_scheme, new SHA384Digest())
                    : new Scheme(SECObjectIdentifiers.dhSinglePass_stdDH_sha512kdf_scheme, new SHA512Digest());
        }
    }

    static RecipientInfo wrap(byte[] contentKey, SmimeRecipient recipient, SecureRandom random)
            throws GeneralSecurityException {
        try {
            ECPublicKeyParameters key = (ECPublicKeyParameters) PublicKeyFactory.createKey(recipient.publicKey());
            Scheme scheme = Scheme.forFieldOf(key.getParameters().getCurve().getFieldSize());
            AsymmetricCipherKeyPair ephemeral = ephemeral(key, random);
            byte[] wrapped = AesKeyWrap.wrap(contentKey, wrappingKey(scheme, ephemeral, key));
            ECPublicKeyParameters point = (ECPublicKeyParameters) ephemeral.getPublic();
            return new RecipientInfo(new KeyAgreeRecipientInfo(
                    new OriginatorIdentifierOrKey(new OriginatorPublicKey(
                            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey),
                            point.getQ().getEncoded(false))),
                    null,
                    new AlgorithmIdentifier(scheme.id(), AesKeyWrap.ALGORITHM),
                    new DERSequence(new RecipientEncryptedKey(
                            new KeyAgreeRecipientIdentifier(recipient.id()), new DEROctetString(wrapped)))));
        } catch (IOException e) {
            throw new GeneralSecurityException("the key agreement failed", e);
        }
    }

    private static AsymmetricCipherKeyPair ephemeral(ECPublicKeyParameters key, SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(key.getParameters(), random));
        return generator.generateKeyPair();
    }

    private static byte[] wrappingKey(Scheme scheme, AsymmetricCipherKeyPair ephemeral, ECPublicKeyParameters key)
            throws IOException {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(ephemeral.getPrivate());
        byte[] secret = BigIntegers.asUnsignedByteArray(agreement.getFieldSize(), agreement.calculateAgreement(key));
        byte[] sharedInfo = new ECCCMSSharedInfo(
                        AesKeyWrap.ALGORITHM, Pack.intToBigEndian(AesKeyWrap.KEY_OCTETS * Byte.SIZE))
                .getEncoded(ASN1Encoding.DER);
        KDF2BytesGenerator derivation = new KDF2BytesGenerator(scheme.digest());
        derivation.init(new KDFParameters(secret, sharedInfo));
        byte[] wrappingKey = new byte[AesKeyWrap.KEY_OCTETS];
        derivation.generateBytes(wrappingKey, 0, wrappingKey.length);
        return wrappingKey;
    }
}
