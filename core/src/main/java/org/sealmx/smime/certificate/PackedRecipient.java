package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.SmimeRecipient;

/**
 * A {@link SmimeRecipient} packed into one array: directories keep very many and use few at a time. It takes a few
 * hundred octets, a fraction of the certificate.
 */
@Immutable
final class PackedRecipient {

    /** For a certificate to which nothing can be encrypted. */
    static final PackedRecipient NOBODY = new PackedRecipient(new byte[0]);

    /** The headers of this object and of the array. */
    private static final int HEADERS = 16 + 16;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] packed;

    private PackedRecipient(byte[] packed) {
        this.packed = packed;
    }

    static PackedRecipient of(SmimeRecipient recipient) throws IOException {
        return new PackedRecipient(new DERSequence(new ASN1Encodable[] {
                    new DEROctetString(HexFormat.of().parseHex(recipient.fingerprint())),
                    recipient.id(),
                    recipient.publicKey(),
                    ids(recipient.ciphers())
                })
                .getEncoded(ASN1Encoding.DER));
    }

    /**
     * Restores the recipient.
     *
     * @throws IllegalStateException when this is {@link #NOBODY}
     */
    SmimeRecipient unpack() {
        if (packed.length == 0) {
            throw new IllegalStateException("nothing can be encrypted to this certificate");
        }
        ASN1Sequence fields = ASN1Sequence.getInstance(packed);
        return new SmimeRecipient(
                HexFormat.of()
                        .formatHex(ASN1OctetString.getInstance(fields.getObjectAt(0))
                                .getOctets()),
                IssuerAndSerialNumber.getInstance(fields.getObjectAt(1)),
                SubjectPublicKeyInfo.getInstance(fields.getObjectAt(2)),
                ciphers(fields.getObjectAt(3)));
    }

    private static ASN1Sequence ids(Set<ContentCipher> ciphers) {
        return new DERSequence(ciphers.stream().map(ContentCipher::id).toArray(ASN1Encodable[]::new));
    }

    private static Set<ContentCipher> ciphers(ASN1Encodable ids) {
        Set<ContentCipher> ciphers = EnumSet.noneOf(ContentCipher.class);
        for (ASN1Encodable id : ASN1Sequence.getInstance(ids)) {
            ContentCipher.of(ASN1ObjectIdentifier.getInstance(id)).ifPresent(ciphers::add);
        }
        return ciphers;
    }

    /** The approximate memory that this takes, in octets. */
    long footprint() {
        return ((long) HEADERS + packed.length + 7) & ~7L;
    }
}
