package org.sealmx.sealing;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.certificate.UsableSmime;
import org.sealmx.mime.Boundary;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.OctetText;
import org.sealmx.smime.message.ContentEncryptor;
import org.sealmx.smime.message.EncryptedContent;
import org.sealmx.smime.message.EnvelopedMessage;

/**
 * Seals messages as S/MIME (RFC 8551 section 3.4), with the same kind of protected entity inside and the same fields
 * outside as with PGP/MIME.
 */
@ThreadSafe
final class SmimeSealer {

    /**
     * The smime-type of authenticated content is omitted: the parameter is optional (RFC 8551 section 3.2.2), and
     * Thunderbird shows nothing of a message with a value that it does not know.
     */
    private static final String CONTENT_FIELDS = """
            Content-Type: application/pkcs7-mime;%s
             name=smime.p7m
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename=smime.p7m
            Content-Description: S/MIME encrypted message

            """.replace("\n", "\r\n");

    private static final String ENVELOPED = " smime-type=enveloped-data;";

    private final SecureRandom random;
    private final OuterFields outside;
    private final ContentCipher otherwise;
    private final ContentEncryptor encryptor;

    /** @param otherwise the cipher for certificates that list no capabilities */
    SmimeSealer(SecureRandom random, OuterFields outside, ContentCipher otherwise) {
        this.random = random;
        this.outside = outside;
        this.otherwise = otherwise;
        this.encryptor = new ContentEncryptor(random);
    }

    /** See {@link MessageSealer#seal}. */
    SealedMessage seal(MessageSource original, UsableSmime recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        SplitMessage message = SplitMessage.of(original);
        OuterFields fields = trace.outside(outside);
        OuterHeader outer = OuterHeader.of(message.fields(), fields);
        ContentCipher cipher = recipients.cipher(otherwise);
        EncryptedContent content =
                share.body(original, EncryptedContent.class, cipher, fields, () -> encrypt(message, outer, cipher));
        return SealedMessage.mime(
                OctetText.octets(SealedHeader.text(trace, SealedHeader.Mark.SEALED, outer)
                        + CONTENT_FIELDS.formatted(cipher.authenticated() ? "" : ENVELOPED)),
                wrap(content, recipients),
                new byte[0],
                recipients.certificateFingerprints());
    }

    private EncryptedContent encrypt(SplitMessage message, OuterHeader outer, ContentCipher cipher)
            throws SealingException {
        try {
            return encryptor.encrypt(
                    ProtectedEntity.ofSmime(message, outer, Boundary.next(random))
                            .open(),
                    cipher);
        } catch (GeneralSecurityException | IOException e) {
            throw new SealingException("the body could not be encrypted", e);
        }
    }

    private EnvelopedMessage wrap(EncryptedContent content, UsableSmime recipients) throws SealingException {
        try {
            return EnvelopedMessage.of(content, recipients, random);
        } catch (GeneralSecurityException e) {
            throw new SealingException(String.valueOf(e.getMessage()), e);
        }
    }
}
