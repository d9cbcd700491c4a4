package org.sealmx.it.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sealmx.it.harness.Octets;

/**
 * A message, and what a reader would see of it without SealMX.
 *
 * @param name what is special about it; part of its Message-ID
 * @param fields the header fields except Message-ID, each with its line end CRLF
 * @param body the body, with line ends CRLF
 * @param subject the subject, decoded
 * @param texts texts that a program should show
 * @param attachments the file names of the attachments
 * @param signature what a program should say about its signature
 */
record TestMessage(
        String name,
        String fields,
        String body,
        String subject,
        List<String> texts,
        List<String> attachments,
        Signature signature) {

    /** Takes copies. */
    TestMessage {
        texts = List.copyOf(texts);
        attachments = List.copyOf(attachments);
    }

    /** Its Message-ID at a domain, without angle brackets. */
    String id(String domain) {
        return name.replaceAll("[^A-Za-z0-9]+", "-") + "@" + domain;
    }

    /** The whole message. */
    byte[] octets(String domain) {
        return Octets.of(fields + "Message-ID: <" + id(domain) + ">\r\n\r\n" + body);
    }

    /** What differs from what a reader should see, in a few words; {@code all} when nothing does. */
    String verdict(Shown shown) {
        List<String> words = new ArrayList<>();
        if (!shown.subject().equals(subject)) {
            words.add("subject `" + shown.subject() + "`");
        }
        String text = normalized(shown.text());
        if (!texts.stream().map(TestMessage::normalized).allMatch(text::contains)) {
            words.add("**text missing**");
        }
        String missing = attachments.stream()
                .filter(name -> !shown.attachments().contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            words.add("**missing: " + missing + "**");
        }
        if (words.isEmpty()) {
            words.add("all");
        }
        if (signature != Signature.NONE || shown.signature() != Signature.NONE) {
            words.add(shown.signature().toString());
        }
        return String.join("; ", words);
    }

    /** Normalizes white space, because programs break lines in different places. */
    private static String normalized(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Override
    public String toString() {
        return name;
    }
}
