package org.sealmx.smime;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;

/** Opens CMS messages with the library. */
public final class CmsOpener {

    private CmsOpener() {}

    /** The content, opened by whichever recipient information the key belongs to. */
    public static byte[] open(byte[] message, TestCertificate certificate) {
        List<CMSException> failures = new ArrayList<>();
        try {
            CMSAuthEnvelopedData data = new CMSAuthEnvelopedData(message);
            for (RecipientInformation recipient : data.getRecipientInfos().getRecipients()) {
                try {
                    return content(recipient, certificate);
                } catch (CMSException e) {
                    failures.add(e);
                }
            }
        } catch (CMSException e) {
            failures.add(e);
        }
        throw new AssertionError("not opened: " + failures);
    }

    private static byte[] content(RecipientInformation recipient, TestCertificate certificate) throws CMSException {
        var secret = certificate.keys().getPrivate();
        return recipient instanceof KeyAgreeRecipientInformation
                ? recipient.getContent(
                        new JceKeyAgreeAuthEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER))
                : recipient.getContent(
                        new JceKeyTransAuthEnvelopedRecipient(secret).setProvider(TestCertificate.PROVIDER));
    }

    /** The octets in the base64 body of a MIME message. */
    public static byte[] body(String message) {
        return Base64.getMimeDecoder().decode(message.substring(message.indexOf("\r\n\r\n") + 4));
    }
}
