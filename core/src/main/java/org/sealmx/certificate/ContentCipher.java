package org.sealmx.certificate;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/**
 * How the content of an S/MIME message is encrypted, the best first. AES in GCM is authenticated and makes
 * AuthEnvelopedData (RFC 5084); AES in CBC is what S/MIME 3 clients know and makes EnvelopedData (RFC 3565), which can
 * be altered without detection.
 */
public enum ContentCipher {
    /** AES-256 in GCM. */
    AES256_GCM(NISTObjectIdentifiers.id_aes256_GCM, 32, true),
    /** AES-192 in GCM. */
    AES192_GCM(NISTObjectIdentifiers.id_aes192_GCM, 24, true),
    /** AES-128 in GCM. */
    AES128_GCM(NISTObjectIdentifiers.id_aes128_GCM, 16, true),
    /** AES-256 in CBC. */
    AES256_CBC(NISTObjectIdentifiers.id_aes256_CBC, 32, false),
    /** AES-192 in CBC. */
    AES192_CBC(NISTObjectIdentifiers.id_aes192_CBC, 24, false),
    /** AES-128 in CBC, which every client supports since S/MIME 3.2 (RFC 5751 section 2.7). */
    AES128_CBC(NISTObjectIdentifiers.id_aes128_CBC, 16, false);

    private final String id;
    private final int keyOctets;
    private final boolean authenticated;

    ContentCipher(ASN1ObjectIdentifier id, int keyOctets, boolean authenticated) {
        this.id = id.getId();
        this.keyOctets = keyOctets;
        this.authenticated = authenticated;
    }

    /** The object identifier of the algorithm (RFC 5084, RFC 3565). */
    public ASN1ObjectIdentifier id() {
        return new ASN1ObjectIdentifier(id);
    }

    /** The length of the key, in octets. */
    public int keyOctets() {
        return keyOctets;
    }

    /** Whether alteration of the ciphertext is detected. */
    public boolean authenticated() {
        return authenticated;
    }

    /** The cipher that has the object identifier; empty when it is not one of these. */
    public static Optional<ContentCipher> of(ASN1ObjectIdentifier id) {
        return Arrays.stream(values())
                .filter(cipher -> cipher.id.equals(id.getId()))
                .findFirst();
    }

    /** Every client that knows ML-KEM is younger than AuthEnvelopedData. */
    private static ContentCipher expected(SmimeRecipient recipient, ContentCipher otherwise) {
        return recipient.isPostQuantum() ? AES256_GCM : otherwise;
    }

    /**
     * The best cipher that all certificates list among their capabilities; if they have none in common, the one that
     * every client supports.
     *
     * @param recipients at least one
     * @param otherwise the cipher for a certificate that lists none of these; one with a key for ML-KEM gets AES-256 in
     *     GCM
     */
    static ContentCipher forAll(Collection<SmimeRecipient> recipients, ContentCipher otherwise) {
        Set<ContentCipher> common = EnumSet.allOf(ContentCipher.class);
        for (SmimeRecipient recipient : recipients) {
            common.retainAll(
                    recipient.ciphers().isEmpty() ? Set.of(expected(recipient, otherwise)) : recipient.ciphers());
        }
        return common.stream().findFirst().orElse(AES128_CBC);
    }
}
