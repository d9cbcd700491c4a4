package org.sealmx.notice;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a notice: a line {@code Subject: …}, an empty line, and the body. A lower-case word in braces is replaced
 * by what it names; other braces are ordinary characters.
 *
 * @param subject one line
 * @param body lines that end with a line feed
 */
@Immutable
public record NoticeTemplate(String subject, String body) {

    /** The largest file, in octets. */
    public static final int MAX_BYTES = 64 << 10;

    private static final String HEAD = "Subject:";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z-]*)}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t\n]]");

    /** A text that cannot be used. The message is one line without any of the text but the names of placeholders. */
    public static final class TemplateException extends Exception {

        private static final long serialVersionUID = 1;

        TemplateException(String problem) {
            super(problem);
        }

        TemplateException(String problem, Exception cause) {
            super(problem, cause);
        }
    }

    /**
     * Reads a file.
     *
     * @param placeholders the words that may be in braces
     * @throws TemplateException when the file cannot be read, is too large, is not UTF-8 or is not a template
     */
    public static NoticeTemplate read(Path file, Collection<String> placeholders) throws TemplateException {
        byte[] octets = octets(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return parse(text, placeholders);
        } catch (CharacterCodingException e) {
            throw new TemplateException(file + " is not a text in UTF-8", e);
        } catch (TemplateException e) {
            throw new TemplateException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] octets(Path file) throws TemplateException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TemplateException(file + " is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_BYTES + 1);
            if (octets.length > MAX_BYTES) {
                throw new TemplateException(file + " is larger than " + MAX_BYTES + " octets");
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw new TemplateException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new TemplateException(file + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new TemplateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text.
     *
     * @param placeholders the words that may be in braces
     * @throws TemplateException when it is not a template
     */
    static NoticeTemplate parse(String text, Collection<String> placeholders) throws TemplateException {
        String lines = text.replace("\r\n", "\n").replaceFirst("^\uFEFF", "");
        if (CONTROLS.matcher(lines).find()) {
            throw new TemplateException("has control characters; write plain text");
        }
        int end = lines.indexOf('\n');
        if (!lines.startsWith(HEAD) || end < 0 || !lines.startsWith("\n", end + 1)) {
            throw new TemplateException("must begin with a line \"Subject: ...\" and an empty line");
        }
        String subject = lines.substring(HEAD.length(), end).strip();
        String body = lines.substring(end + 2).stripTrailing();
        if (subject.isEmpty() || body.isBlank()) {
            throw new TemplateException("has no " + (subject.isEmpty() ? "subject" : "text below the subject"));
        }
        Matcher words = PLACEHOLDER.matcher(lines);
        while (words.find()) {
            if (!placeholders.contains(words.group(1))) {
                throw new TemplateException(
                        "unknown placeholder " + words.group() + "; it accepts " + inBraces(placeholders));
            }
        }
        return new NoticeTemplate(subject, body + "\n");
    }

    private static String inBraces(Collection<String> placeholders) {
        return new TreeSet<>(placeholders)
                .stream().map(word -> "{" + word + "}").collect(Collectors.joining(", "));
    }

    /** The same with the values of all placeholders, each in one pass: a value may have braces. */
    NoticeTemplate with(Map<String, String> values) {
        return new NoticeTemplate(filled(subject, values), filled(body, values));
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(values.getOrDefault(word.group(1), word.group())));
    }
}
