package org.sealmx.it.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Octets;

/**
 * The programs {@code mutt} and {@code neomutt}, which have the same settings. They run in a terminal of
 * {@code script}, with a script as pager that keeps its input. Each message is opened twice, since the list shows the
 * protected subject only after the message has been opened once.
 */
final class Mutt implements MailProgram {

    private static final Pattern ID =
            Pattern.compile("^Message-ID:\\s*<([^>]+)>", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern ATTACHMENT = Pattern.compile("^\\[-- Attachment #\\d+: (.+) --]$", Pattern.MULTILINE);

    private static final String SETTINGS = """
            set crypt_use_gpgme=yes crypt_protected_headers_read=yes
            set charset=utf-8 wait_key=no prompt_after=no sleep_time=0 mark_old=no
            set folder="%s" record="" confirmcreate=no move=no beep=no
            set sort=mailbox-order
            set pager_format="%%s"
            set pager="%s"
            ignore *
            unignore message-id
            push "<first-entry>%s<exit>"
            """;

    private final String program;
    private final Surroundings surroundings;

    /** @param program {@code mutt} or {@code neomutt} */
    Mutt(String program, Surroundings surroundings) {
        this.program = program;
        this.surroundings = surroundings;
    }

    @Override
    public String nameAndVersion() throws IOException, InterruptedException {
        String version = new String(surroundings.run(List.of(program, "-v")), StandardCharsets.UTF_8);
        String[] words = version.lines().findFirst().orElseThrow().split(" ", -1);
        return words[0] + " " + words[1];
    }

    @Override
    public Map<String, Shown> show(List<byte[]> messages) throws IOException, InterruptedException {
        Path kept = surroundings.folder("kept");
        Path mailbox = Files.write(surroundings.home().resolve("mailbox"), mbox(messages));
        String keys = "<display-message><display-message><next-entry>".repeat(messages.size());
        Path settings = Files.writeString(
                surroundings.home().resolve("muttrc"),
                SETTINGS.formatted(surroundings.home().path(), keeper(kept), keys));
        String command = "stty cols 250; exec " + program + " -n -R -F " + settings + " -f " + mailbox;
        surroundings.run(List.of("script", "--quiet", "--return", "--command", command, "/dev/null"));
        Map<String, Shown> shown = new LinkedHashMap<>();
        for (int i = 1; i < 2 * messages.size(); i += 2) {
            String text = Files.readString(kept.resolve(Integer.toString(i)));
            Matcher id = ID.matcher(text);
            if (!id.find()) {
                throw new IOException("no Message-ID in what " + program + " showed: " + text);
            }
            shown.put(id.group(1), shown(text));
        }
        return shown;
    }

    /** The pager, which saves its file under the next free number. */
    private Path keeper(Path kept) throws IOException {
        Path script = Files.writeString(
                surroundings.home().resolve("keep"),
                "#!/bin/sh\ncp -- \"$1\" \"%1$s/$(ls \"%1$s\" | wc -l)\"\n".formatted(kept));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private static byte[] mbox(List<byte[]> messages) {
        ByteArrayOutputStream mbox = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            mbox.writeBytes(Octets.of("From sender@example.com Sat Nov 21 00:00:00 2026\n"));
            mbox.writeBytes(Octets.of(new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n") + "\n"));
        }
        return mbox.toByteArray();
    }

    private static Shown shown(String text) {
        List<String> attachments = new ArrayList<>();
        Matcher attachment = ATTACHMENT.matcher(text);
        while (attachment.find()) {
            attachments.add(attachment.group(1));
        }
        String subject = text.substring(0, text.indexOf('\n')).strip();
        return new Shown(subject, text.substring(text.indexOf('\n')), attachments, signature(text));
    }

    private static Signature signature(String text) {
        if (!text.contains("[-- Begin signature information")) {
            return Signature.NONE;
        }
        if (text.contains("*BAD* signature from")) {
            return Signature.BAD;
        }
        return text.contains("Good signature from") ? Signature.GOOD : Signature.UNKNOWN;
    }
}
