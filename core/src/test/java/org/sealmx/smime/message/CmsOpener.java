package org.sealmx.smime.message;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KEMRecipientInformation;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.sealmx.smime.certificate.TestCertificate;

/** Opens CMS messages with the library: AuthEnvelopedData and EnvelopedData. */
public final class CmsOpener {

    private CmsOpener() {}

    /** The content, opened with the recipient information that belongs to the key. */
    public static byte[] open(byte[] message, TestCertificate certificate) {
        List<Exception> failures = new ArrayList<>();
        try {
            boolean authenticated = isAuthenticated(message);
            for (RecipientInformation recipient : recipients(message, authenticated)) {
                try {
                    return recipient.getContent(recipient(
                            recipient, authenticated, certificate.keys().getPrivate()));
                } catch (CMSException e) {
                    failures.add(e);
                }
            }
        } catch (CMSException e) {
            failures.add(e);
        }
        throw new AssertionError("not opened: " + failures);
    }

    /** Whether it is AuthEnvelopedData. */
    static boolean isAuthenticated(byte[] message) {
        return ContentInfo.getInstance(message).getContentType().equals(CMSObjectIdentifiers.authEnvelopedData);
    }

    /** The algorithm that encrypts the content. */
    public static ASN1ObjectIdentifier algorithm(byte[] message) {
        ASN1Encodable content = ContentInfo.getInstance(message).getContent();
        EncryptedContentInfo encrypted = isAuthenticated(message)
                ? AuthEnvelopedData.getInstance(content).getAuthEncryptedContentInfo()
                : EnvelopedData.getInstance(content).getEncryptedContentInfo();
        return encrypted.getContentEncryptionAlgorithm().getAlgorithm();
    }

    private static Collection<RecipientInformation> recipients(byte[] message, boolean authenticated)
            throws CMSException {
        return authenticated
                ? new CMSAuthEnvelopedData(message).getRecipientInfos().getRecipients()
                : new CMSEnvelopedData(message).getRecipientInfos().getRecipients();
    }

    private static Recipient recipient(RecipientInformation recipient, boolean authenticated, PrivateKey secret) {
        if (recipient instanceof KEMRecipientInformation) {
            return authenticated
                    ? new JceKEMAuthEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER)
                    : new JceKEMEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER);
        }
        if (recipient instanceof KeyAgreeRecipientInformation) {
            return authenticated
                    ? new JceKeyAgreeAuthEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER)
                    : new JceKeyAgreeEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER);
        }
        return authenticated
                ? new JceKeyTransAuthEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER)
                : new JceKeyTransEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER);
    }

    /** The octets in the base64 body of a MIME message. */
    public static byte[] body(String message) {
        return Base64.getMimeDecoder().decode(message.substring(message.indexOf("\r\n\r\n") + 4));
    }
}
