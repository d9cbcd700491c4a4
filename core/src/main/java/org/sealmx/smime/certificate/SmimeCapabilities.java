package org.sealmx.smime.certificate;

import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;
import org.sealmx.certificate.ContentCipher;

/**
 * The capabilities of the owner's client that a certificate declares: the extension of RFC 4262 with the list of RFC
 * 8551 section 2.5.2.
 */
final class SmimeCapabilities {

    static final ASN1ObjectIdentifier EXTENSION = PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities;

    private SmimeCapabilities() {}

    /** The supported ciphers in the list; empty when there is no list or it cannot be read. */
    static Set<ContentCipher> ciphers(@Nullable Extensions extensions) {
        Set<ContentCipher> ciphers = EnumSet.noneOf(ContentCipher.class);
        Extension extension = extensions == null ? null : extensions.getExtension(EXTENSION);
        if (extension == null) {
            return ciphers;
        }
        try {
            for (ASN1Encodable capability : ASN1Sequence.getInstance(extension.getParsedValue())) {
                ASN1Encodable id = ASN1Sequence.getInstance(capability).getObjectAt(0);
                ContentCipher.of(ASN1ObjectIdentifier.getInstance(id)).ifPresent(ciphers::add);
            }
            return ciphers;
        } catch (RuntimeException e) {
            // the library rejects the list; since it is optional, the certificate is usable without it
            return EnumSet.noneOf(ContentCipher.class);
        }
    }
}
