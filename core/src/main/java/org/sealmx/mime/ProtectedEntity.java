package org.sealmx.mime;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The entity that is encrypted: the message with every field as it was and in its order, and its body octet for octet, under header
 * protection (RFC 9788). What is added are {@code HP-Outer} fields for what stays outside, and {@code hp="cipher"} on the Content-Type; a
 * Content-Type is added when there is none.
 *
 * <p>Where that parameter cannot be added without risk the message is wrapped in a {@code multipart/mixed; hp="cipher"} with one part,
 * and its Content fields move into that part unchanged: a signed or encrypted message, in which clients look for the parameter deeper
 * inside; a Content-Type that does not keep to its grammar, that is there more than once, or that has the parameter already; and a header
 * that is too long to be taken apart, the rest of which may hold any of these.
 *
 * <p>An {@code HP-Outer} field that came in with the message means nothing there and would mean something inside. It moves into the part
 * of a wrapped message too, and so does the rest of a header that is too long: in the header of a part a field that is not about content
 * has no meaning (RFC 2046 section 5.1).
 */
final class ProtectedEntity {

    private static final String CRLF = "\r\n";
    private static final String HP = "hp";
    private static final String HP_CIPHER = "hp=\"cipher\"";
    private static final String CONTENT_TYPE = "content-type";
    private static final String HP_OUTER = "hp-outer";
    /** Their own cryptographic layers, on which the parameter does not count (RFC 9787 section 4.2, RFC 9788 section 4.1). */
    private static final Set<String> CRYPTOGRAPHIC =
            Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private final SplitMessage message;
    private final String head;
    private final String tail;

    private ProtectedEntity(SplitMessage message, String head, String tail) {
        this.message = message;
        this.head = head;
        this.tail = tail;
    }

    /**
     * @param outer    what stays outside
     * @param boundary for the wrapping, if it is needed: a text that is not in the message
     */
    static ProtectedEntity of(SplitMessage message, OuterHeader outer, String boundary) {
        List<HeaderField> contentTypes = message.fields().stream()
                .filter(field -> field.is(CONTENT_TYPE))
                .toList();
        if (mustBeWrapped(message, contentTypes)) {
            return wrapped(message, outer, boundary);
        }
        return plain(message, outer, contentTypes.isEmpty() ? "Content-Type: text/plain; " + HP_CIPHER + CRLF : "");
    }

    private static boolean mustBeWrapped(SplitMessage message, List<HeaderField> contentTypes) {
        if (message.headerIsCut() || message.fields().stream().anyMatch(field -> field.is(HP_OUTER))) {
            return true;
        }
        if (contentTypes.size() != 1) {
            return !contentTypes.isEmpty();
        }
        Optional<ContentType> parsed = ContentType.parse(contentTypes.get(0).value());
        return parsed.isEmpty()
                || parsed.get().hasParameter(HP)
                || CRYPTOGRAPHIC.contains(parsed.get().type());
    }

    private static ProtectedEntity plain(SplitMessage message, OuterHeader outer, String contentType) {
        String header = header(
                outer.hpOuterText() + contentType,
                message.fields().stream()
                        .map(field -> field.is(CONTENT_TYPE) ? withHpCipher(field) : field)
                        .toList());
        return new ProtectedEntity(message, header + separator(message), "");
    }

    private static ProtectedEntity wrapped(SplitMessage message, OuterHeader outer, String boundary) {
        List<HeaderField> moved =
                message.fields().stream().filter(ProtectedEntity::movesIntoPart).toList();
        List<HeaderField> kept =
                message.fields().stream().filter(field -> !movesIntoPart(field)).toList();
        String ours = "Content-Type: multipart/mixed; " + HP_CIPHER + ";\r\n boundary=\"" + boundary + "\"" + CRLF
                + encodingOf(moved);
        String header = header(outer.hpOuterText() + ours, kept) + CRLF;
        String part = "--" + boundary + CRLF + header("", moved) + separator(message);
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

    /** Our fields and those of the message; ours first, unless the first line of the message would continue the last of ours. */
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

    private static HeaderField withHpCipher(HeaderField contentType) {
        String content = contentType
                .raw()
                .substring(0, contentType.raw().length() - contentType.lineEnd().length());
        boolean semicolon = ContentType.parse(contentType.value())
                .map(ContentType::openSemicolon)
                .orElse(false);
        int lastLine = content.length() - content.lastIndexOf('\n') - 1;
        boolean room = lastLine < OuterHeader.MAX_LINE;
        String parameter = semicolon ? "\r\n " : room ? ";\r\n " : "\r\n ; ";
        return HeaderField.of(content + parameter + HP_CIPHER + contentType.lineEnd());
    }

    /** A new stream over the entity. */
    InputStream open() {
        return new SequenceInputStream(
                Collections.enumeration(List.of(OctetText.open(head), message.openBody(), OctetText.open(tail))));
    }

    @Override
    public String toString() {
        return "ProtectedEntity";
    }
}
