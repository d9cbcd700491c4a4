package org.sealmx.sealing;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealmx.mime.HeaderField;
import org.sealmx.mime.SplitMessage;
import org.sealmx.octets.OctetText;
import org.sealmx.octets.Streams;

/**
 * The entity to encrypt: the message with every field unchanged and in order, and its body octet for octet, with header
 * protection (RFC 9788). Added are {@code HP-Outer} fields for the fields that stay outside, and the parameters of
 * {@link ProtectedContentType} on the Content-Type, which is itself added if there is none.
 *
 * <p>When those parameters cannot be added safely, the message is wrapped: it becomes the only part of a
 * {@code multipart/mixed} that has them, and its Content fields move into that part unchanged. This concerns an
 * encrypted message, or one with an S/MIME signature within OpenPGP, in which clients look for the parameters further
 * inside; a Content-Type that does not conform to the grammar, is duplicated, or already has the parameters with other
 * values; and a header that is too long to be split completely, since the rest may contain any of these.
 *
 * <p>A message with an OpenPGP signature is not wrapped, since clients show the state of a signature only when it is
 * the outermost layer inside the encryption; its body is preceded by a {@link SubjectPreamble}. A message with an
 * S/MIME signature that is encrypted with S/MIME is not wrapped either and stays unchanged, since Thunderbird shows a
 * wrapped opaque signature as a file without text. Within OpenPGP, Thunderbird would show nothing of it at all.
 *
 * <p>A message with the marks of a {@link LegacyDisplay} is wrapped as well, unless it has an OpenPGP signature. The
 * state of an S/MIME signature is not shown then: otherwise a sender could have a piece of the text hidden just by
 * claiming a signature. A wrapped message with such marks follows an empty text, which thereby becomes the main body
 * part, the only one of which clients hide anything (RFC 9788 section 4.5.3).
 *
 * <p>An {@code HP-Outer} field of the received message means nothing, but would mean something inside. Such a message
 * is wrapped, and the field moves into the part, as does the rest of a header that is too long: in the header of a
 * part, a field that is not about content has no meaning (RFC 2046 section 5.1).
 */
final class ProtectedEntity {

    private static final String CRLF = "\r\n";
    private static final String CONTENT_TYPE = "content-type";
    private static final String HP_OUTER = "hp-outer";
    private static final String EMPTY_TEXT = "Content-Type: text/plain\r\n\r\n";

    private final SplitMessage message;
    private final String head;
    private final String tail;

    private ProtectedEntity(SplitMessage message, String head, String tail) {
        this.message = message;
        this.head = head;
        this.tail = tail;
    }

    /**
     * The entity to encrypt with OpenPGP.
     *
     * @param outer the fields that stay outside
     * @param boundary the boundary of the wrapping, if it is needed: a text that does not occur in the message
     */
    static ProtectedEntity of(SplitMessage message, OuterHeader outer, String boundary) {
        return of(message, outer, boundary, false);
    }

    /** The entity to encrypt with S/MIME; see {@link #of(SplitMessage, OuterHeader, String)}. */
    static ProtectedEntity ofSmime(SplitMessage message, OuterHeader outer, String boundary) {
        return of(message, outer, boundary, true);
    }

    private static ProtectedEntity of(SplitMessage message, OuterHeader outer, String boundary, boolean smime) {
        List<HeaderField> contentTypes = message.fields().stream()
                .filter(field -> field.is(CONTENT_TYPE))
                .toList();
        boolean foreign = message.headerIsCut() || message.fields().stream().anyMatch(field -> field.is(HP_OUTER));
        if (contentTypes.isEmpty() && !foreign) {
            return plain(message, outer, ProtectedContentType.added(), message.fields(), "");
        }
        if (contentTypes.size() != 1 || foreign) {
            return wrapped(message, outer, boundary);
        }
        if (smime && isSignedBySmime(contentTypes.get(0), message) && !LegacyDisplay.mayBeIn(message)) {
            return plain(message, outer, "", message.fields(), "");
        }
        Optional<HeaderField> type = ProtectedContentType.of(contentTypes.get(0));
        boolean signed = ProtectedContentType.isSigned(contentTypes.get(0));
        if (type.isEmpty() || (!signed && LegacyDisplay.mayBeIn(message))) {
            return wrapped(message, outer, boundary);
        }
        String preamble = signed ? SubjectPreamble.of(message) : "";
        return plain(message, outer, "", replaced(message.fields(), type.get()), preamble);
    }

    private static boolean isSignedBySmime(HeaderField contentType, SplitMessage message) {
        return ProtectedContentType.isSignedBySmime(contentType)
                || (ProtectedContentType.isSmimeOfNoNamedKind(contentType) && SignedContent.isIn(message));
    }

    private static List<HeaderField> replaced(List<HeaderField> fields, HeaderField contentType) {
        return fields.stream()
                .map(field -> field.is(CONTENT_TYPE) ? contentType : field)
                .toList();
    }

    private static ProtectedEntity plain(
            SplitMessage message, OuterHeader outer, String contentType, List<HeaderField> fields, String preamble) {
        String header = header(outer.hpOuterText() + contentType, fields);
        return new ProtectedEntity(message, header + separator(message) + preamble, "");
    }

    private static ProtectedEntity wrapped(SplitMessage message, OuterHeader outer, String boundary) {
        List<HeaderField> moved =
                message.fields().stream().filter(ProtectedEntity::movesIntoPart).toList();
        List<HeaderField> kept =
                message.fields().stream().filter(field -> !movesIntoPart(field)).toList();
        String ours = "Content-Type: multipart/mixed; " + ProtectedContentType.PARAMETERS + ";\r\n boundary=\""
                + boundary + "\"" + CRLF + encodingOf(moved);
        String header = header(outer.hpOuterText() + ours, kept) + CRLF;
        String delimiter = "--" + boundary + CRLF;
        String before = LegacyDisplay.mayBeInPart(message) ? delimiter + EMPTY_TEXT + CRLF : "";
        String part = before + delimiter + header("", moved) + separator(message);
        return new ProtectedEntity(message, header + part, CRLF + "--" + boundary + "--" + CRLF);
    }

    private static boolean movesIntoPart(HeaderField field) {
        return field.lowerCaseName().startsWith("content-") || field.is(HP_OUTER);
    }

    /** A multipart has the transfer encoding of its parts (RFC 2045 section 6.4). */
    private static String encodingOf(List<HeaderField> fields) {
        return fields.stream()
                .filter(field -> field.is("content-transfer-encoding"))
                .map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .filter(Set.of("8bit", "binary")::contains)
                .findFirst()
                .map(encoding -> "Content-Transfer-Encoding: " + encoding + CRLF)
                .orElse("");
    }

    /**
     * The added fields and those of the message. The added ones come first, unless the first line of the message would
     * continue the last of them.
     */
    private static String header(String ours, List<HeaderField> fields) {
        String theirs = fields.stream().map(ProtectedEntity::terminated).collect(Collectors.joining());
        boolean oursFirst = fields.isEmpty() || !fields.get(0).isStrayContinuation();
        return oursFirst ? ours + theirs : theirs + ours;
    }

    private static String terminated(HeaderField field) {
        return field.lineEnd().isEmpty() ? field.raw() + CRLF : field.raw();
    }

    private static String separator(SplitMessage message) {
        boolean missing = message.separator().isEmpty() && !message.headerIsCut();
        return missing ? CRLF : message.separator();
    }

    /** A new stream over the entity. */
    InputStream open() {
        return Streams.joined(OctetText.open(head), message.openBody(), OctetText.open(tail));
    }

    @Override
    public String toString() {
        return "ProtectedEntity";
    }
}
