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
 * The entity that is encrypted: the message with every field as it was and in its order, and its body octet for octet,
 * under header protection (RFC 9788). What is added are {@code HP-Outer} fields for what stays outside, and the
 * parameters of {@link ProtectedContentType} on the Content-Type; a Content-Type is added when there is none.
 *
 * <p>Where those parameters cannot be added without risk the message is wrapped in a {@code multipart/mixed} that has
 * them, with one part, and its Content fields move into that part unchanged: an encrypted message, or one with an
 * S/MIME signature within OpenPGP, in which clients look for the parameters deeper inside; a Content-Type that does not
 * keep to its grammar, that is there more than once, or that has the parameters already, with other values; and a
 * header that is too long to be taken apart, the rest of which may hold any of these.
 *
 * <p>A message with an OpenPGP signature is not wrapped, since clients show the state of a signature only when nothing
 * is around it; before its body is a {@link SubjectPreamble}. Neither is one with an S/MIME signature that is encrypted
 * by S/MIME: it stays as it is, since Thunderbird shows a signature around the text (opaque signing) as a file without
 * text when anything is around it. Within OpenPGP Thunderbird would show nothing at all of it.
 *
 * <p>A message with the marks of a {@link LegacyDisplay} is wrapped too, unless it has an OpenPGP signature; the state
 * of an S/MIME signature is not shown then, since it must not be enough to claim one for a piece of the text to be
 * hidden. Whatever is wrapped and has such marks stands behind an empty text: that is the main body part then, the only
 * one of which clients hide anything (RFC 9788 section 4.5.3).
 *
 * <p>An {@code HP-Outer} field that came in with the message means nothing there and would mean something inside. It
 * moves into the part of a wrapped message too, and so does the rest of a header that is too long: in the header of a
 * part a field that is not about content has no meaning (RFC 2046 section 5.1).
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
     * What is encrypted by OpenPGP.
     *
     * @param outer what stays outside
     * @param boundary for the wrapping, if it is needed: a text that is not in the message
     */
    static ProtectedEntity of(SplitMessage message, OuterHeader outer, String boundary) {
        return of(message, outer, boundary, false);
    }

    /** What is encrypted by S/MIME; see {@link #of(SplitMessage, OuterHeader, String)}. */
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

    /** A multipart is labelled like what is in it (RFC 2045 section 6.4). */
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
     * Our fields and those of the message; ours first, unless the first line of the message would continue the last of
     * ours.
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
