package org.sealmx.sealing;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sealmx.mime.ContentType;
import org.sealmx.mime.Folding;
import org.sealmx.mime.HeaderField;

/**
 * The Content-Type of an entity with header protection: {@code hp="cipher"} (RFC 9788 section 2.1.1) and
 * {@code protected-headers="v1"} of its predecessor (draft-autocrypt-lamps-protected-headers). Clients that implement
 * the RFC ignore the second. Thunderbird, notmuch and FairEmail know only the second, and would otherwise show the
 * obscured subject.
 */
final class ProtectedContentType {

    /** The parameters that are added to a type. */
    static final String PARAMETERS = "hp=\"cipher\"; protected-headers=\"v1\"";

    private static final String HP = "hp";
    private static final String HP_PARAMETER = "hp=\"cipher\"";
    private static final String PROTECTED_HEADERS = "protected-headers";
    private static final String VERSION = "v1";
    private static final String TEXT = "text/plain; " + PARAMETERS;

    /**
     * Types that are cryptographic layers themselves, on which the parameters have no effect (RFC 9787 section 4.2, RFC
     * 9788 section 4.1).
     */
    private static final Set<String> CRYPTOGRAPHIC =
            Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private static final Set<String> SMIME = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> SMIME_SIGNATURES =
            Set.of("application/pkcs7-signature", "application/x-pkcs7-signature");

    private ProtectedContentType() {}

    /** The field for a message without a Content-Type (RFC 2045 section 5.2), with its line end. */
    static String added() {
        return "Content-Type: " + TEXT + "\r\n";
    }

    /**
     * Appends the parameters to a Content-Type field, keeping all its octets. An empty field becomes that of a text,
     * like a missing one.
     *
     * @return empty when the parameters cannot be added safely: the type is a cryptographic layer other than that of an
     *     OpenPGP signature, the value does not conform to the grammar or has too many parameters, or it already has
     *     one of the parameters with another value
     */
    static Optional<HeaderField> of(HeaderField contentType) {
        if (isEmpty(contentType)) {
            return Optional.of(contentType.with((room(contentType) ? " " : "\r\n ") + TEXT));
        }
        return ContentType.parse(contentType.value())
                .filter(type -> (!isCryptographic(type) || isSigned(type)) && !type.hasParameter(HP))
                .flatMap(ProtectedContentType::missing)
                .map(missing -> contentType.with(separator(contentType) + missing));
    }

    /** Whether a Content-Type field is that of a message with an OpenPGP signature (RFC 3156 section 5). */
    static boolean isSigned(HeaderField contentType) {
        return ContentType.parse(contentType.value())
                .filter(ProtectedContentType::isSigned)
                .isPresent();
    }

    private static boolean isSigned(ContentType type) {
        return isSigned(type, Set.of("application/pgp-signature"));
    }

    /**
     * Whether a Content-Type field is that of a message with an S/MIME signature, detached or opaque (RFC 8551 section
     * 3.5).
     */
    static boolean isSignedBySmime(HeaderField contentType) {
        return ContentType.parse(contentType.value())
                .filter(type -> isSigned(type, SMIME_SIGNATURES) || isOpaquelySigned(type))
                .isPresent();
    }

    private static boolean isSigned(ContentType type, Set<String> protocols) {
        return type.type().equals("multipart/signed")
                && type.parameter("boundary").isPresent()
                && type.parameter("protocol")
                        .filter(protocol -> protocols.contains(protocol.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private static boolean isOpaquelySigned(ContentType type) {
        return SMIME.contains(type.type())
                && type.parameter("smime-type")
                        .filter("signed-data"::equalsIgnoreCase)
                        .isPresent();
    }

    /** Whether a Content-Type field is that of an S/MIME message without {@code smime-type}. */
    static boolean isSmimeOfNoNamedKind(HeaderField contentType) {
        return ContentType.parse(contentType.value())
                .filter(type -> SMIME.contains(type.type()) && !type.hasParameter("smime-type"))
                .isPresent();
    }

    private static boolean isCryptographic(ContentType type) {
        return CRYPTOGRAPHIC.contains(type.type());
    }

    private static boolean isEmpty(HeaderField contentType) {
        return contentType.value().chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r' || c == '\n');
    }

    /** The parameters to add, one of which may be present already; empty when it is present with another value. */
    private static Optional<String> missing(ContentType type) {
        if (!type.hasParameter(PROTECTED_HEADERS)) {
            return Optional.of(PARAMETERS);
        }
        return type.parameter(PROTECTED_HEADERS).filter(VERSION::equals).map(version -> HP_PARAMETER);
    }

    private static String separator(HeaderField contentType) {
        boolean semicolon = ContentType.parse(contentType.value())
                .map(ContentType::openSemicolon)
                .orElse(false);
        if (semicolon) {
            return "\r\n ";
        }
        return contentType.lastLineLength() < Folding.MAX_LINE ? ";\r\n " : "\r\n ; ";
    }

    private static boolean room(HeaderField contentType) {
        return contentType.lastLineLength() + 1 + TEXT.length() <= Folding.MAX_LINE;
    }
}
