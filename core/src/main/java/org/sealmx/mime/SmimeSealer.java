package org.sealmx.mime;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.sealmx.smime.AuthEnvelopedMessage;
import org.sealmx.smime.ContentEncryptor;
import org.sealmx.smime.EncryptedContent;
import org.sealmx.smime.UsableSmime;

/**
 * Seals messages as S/MIME (RFC 8551 section 3.4): the same protected entity inside and the same fields outside as of PGP/MIME. Immutable
 * and safe for use by several threads.
 */
final class SmimeSealer {

    private static final String CONTENT_FIELDS = """
            Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data;
             name=smime.p7m
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename=smime.p7m
            Content-Description: S/MIME encrypted message

            """.replace("\n", "\r\n");

    private final SecureRandom random;
    private final OuterFields outside;
    private final ContentEncryptor encryptor;

    SmimeSealer(SecureRandom random, OuterFields outside) {
        this.random = random;
        this.outside = outside;
        this.encryptor = new ContentEncryptor(random);
    }

    /** See {@link MessageSealer#seal}. */
    SealedMessage seal(MessageSource original, UsableSmime recipients, TraceFields trace, SealingShare share)
            throws SealingException {
        SplitMessage message = SplitMessage.of(original);
        OuterHeader outer = OuterHeader.of(message.fields(), outside);
        EncryptedContent content = share.body(
                original, EncryptedContent.class, EncryptedContent.ALGORITHM, outside, () -> encrypt(message, outer));
        return SealedMessage.mime(
                OctetText.octets(SealedHeader.text(trace, SealedHeader.Mark.SEALED, outer) + CONTENT_FIELDS),
                wrap(content, recipients),
                new byte[0],
                recipients.certificateFingerprints());
    }

    private EncryptedContent encrypt(SplitMessage message, OuterHeader outer) throws SealingException {
        try {
            return encryptor.encrypt(
                    ProtectedEntity.of(message, outer, Boundary.next(random)).open());
        } catch (GeneralSecurityException | IOException e) {
            throw new SealingException("the body could not be encrypted", e);
        }
    }

    private AuthEnvelopedMessage wrap(EncryptedContent content, UsableSmime recipients) throws SealingException {
        try {
            return AuthEnvelopedMessage.of(content, recipients, random);
        } catch (GeneralSecurityException e) {
            throw new SealingException(String.valueOf(e.getMessage()), e);
        }
    }
}
