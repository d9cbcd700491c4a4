package org.sealmx.smime.message;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.sealmx.certificate.SmimeRecipient;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.EncodedMessage;
import org.sealmx.octets.Streams;

/**
 * A CMS message in base64 with AuthEnvelopedData (RFC 5083), or with EnvelopedData (RFC 5652 section 6) where the
 * cipher of the content is not authenticated: recipients of its own followed by shared content. It is DER, assembled
 * while it is read, so that nothing is copied.
 */
@Immutable
public final class EnvelopedMessage implements EncodedMessage {

    private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;
    /** {@code [0] EXPLICIT}: a tag around a value that keeps its own tag. */
    private static final int EXPLICIT_0 = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;
    /** {@code [0] IMPLICIT}: a tag that replaces the tag of an octet string. */
    private static final int IMPLICIT_0 = BERTags.CONTEXT_SPECIFIC;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] head;

    @SuppressWarnings("Immutable") // only read
    private final EncryptedContent content;

    @SuppressWarnings("Immutable") // never changed
    private final byte[] tail;

    private EnvelopedMessage(byte[] head, EncryptedContent content, byte[] tail) {
        this.head = head;
        this.content = content;
        this.tail = tail;
    }

    /**
     * A message for one recipient.
     *
     * @param certificates the certificates of that recipient; the key to any one of them opens the message
     * @param random for padding and ephemeral keys
     * @throws GeneralSecurityException when a certificate cannot be used; the exception's message contains its
     *     fingerprint and no content
     */
    public static EnvelopedMessage of(EncryptedContent content, UsableSmime certificates, SecureRandom random)
            throws GeneralSecurityException {
        ASN1EncodableVector recipients = new ASN1EncodableVector();
        for (SmimeRecipient certificate : certificates.recipients()) {
            recipients.add(content.wrapFor(certificate, random));
        }
        try {
            byte[] tail = content.cipher().authenticated() ? der(new DEROctetString(content.tag())) : new byte[0];
            return new EnvelopedMessage(head(content, recipients, tail.length), content, tail);
        } catch (IOException e) {
            throw new GeneralSecurityException("the recipients cannot be encoded", e);
        }
    }

    /** All octets before the ciphertext. The length in each header includes everything that follows in its value. */
    private static byte[] head(EncryptedContent content, ASN1EncodableVector recipients, int tail) throws IOException {
        long ciphertext = content.ciphertext().size();
        byte[] encryptedContent =
                joined(der(CMSObjectIdentifiers.data), der(content.algorithm()), DerHeader.of(IMPLICIT_0, ciphertext));
        byte[] inSequence = joined(
                der(new ASN1Integer(version(content, recipients))),
                der(new DERSet(recipients)),
                DerHeader.of(SEQUENCE, encryptedContent.length + ciphertext),
                encryptedContent);
        byte[] authEnveloped = joined(DerHeader.of(SEQUENCE, inSequence.length + ciphertext + tail), inSequence);
        byte[] contentInfo = joined(
                der(
                        content.cipher().authenticated()
                                ? CMSObjectIdentifiers.authEnvelopedData
                                : CMSObjectIdentifiers.envelopedData),
                DerHeader.of(EXPLICIT_0, authEnveloped.length + ciphertext + tail),
                authEnveloped);
        return joined(DerHeader.of(SEQUENCE, contentInfo.length + ciphertext + tail), contentInfo);
    }

    /**
     * EnvelopedData has version 3 if a recipient has a form that RFC 5652 does not describe, such as key encapsulation,
     * else 2 if one has another than key transport (RFC 5652 section 6.1).
     */
    private static int version(EncryptedContent content, ASN1EncodableVector recipients) {
        int version = 0;
        for (int i = 0; i < recipients.size(); i++) {
            ASN1Encodable form = RecipientInfo.getInstance(recipients.get(i)).getInfo();
            if (form instanceof OtherRecipientInfo) {
                version = 3;
            } else if (!(form instanceof KeyTransRecipientInfo)) {
                version = Math.max(version, 2);
            }
        }
        return content.cipher().authenticated() ? 0 : version;
    }

    private static byte[] der(ASN1Encodable value) throws IOException {
        return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public long size() {
        return Base64Lines.length(head.length + content.ciphertext().size() + tail.length);
    }

    @Override
    public InputStream open() {
        return Base64Lines.encode(Streams.joined(
                new ByteArrayInputStream(head), content.ciphertext().open(), new ByteArrayInputStream(tail)));
    }

    @Override
    public String toString() {
        return "EnvelopedMessage[" + size() + " octets]";
    }
}
