package org.sealmx.it.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program {@code notmuch}, whose JSON several mail programs display. What it reports about signatures is about the
 * message as a whole.
 */
final class Notmuch implements MailProgram {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Surroundings surroundings;

    Notmuch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public String nameAndVersion() throws IOException, InterruptedException {
        return new String(surroundings.run(List.of("notmuch", "--version")), StandardCharsets.US_ASCII).strip();
    }

    @Override
    public Map<String, Shown> show(List<byte[]> messages) throws IOException, InterruptedException {
        Path mail = surroundings.folder("mail");
        Path inbox = surroundings.folder("mail/cur");
        surroundings.folder("mail/new");
        surroundings.folder("mail/tmp");
        for (int i = 0; i < messages.size(); i++) {
            Files.write(inbox.resolve(i + ":2,S"), messages.get(i));
        }
        Path configuration = Files.writeString(
                surroundings.home().resolve("notmuch-config"),
                "[database]\npath=%s\n[user]\nname=x\nprimary_email=x@example.org\n[index]\ndecrypt=true\n"
                        .formatted(mail));
        String config = "--config=" + configuration;
        surroundings.run(List.of("notmuch", config, "new", "--quiet"));
        JsonNode threads = JSON.readTree(surroundings.run(List.of(
                "notmuch",
                config,
                "show",
                "--format=json",
                "--entire-thread=false",
                "--decrypt=true",
                "--verify",
                "*")));
        Map<String, Shown> shown = new LinkedHashMap<>();
        collect(threads, shown);
        return shown;
    }

    /** Threads are lists of lists, with messages somewhere in them. */
    private static void collect(JsonNode node, Map<String, Shown> shown) {
        if (node.has("headers") && node.has("body")) {
            shown.put(node.get("id").asText(), shown(node));
        } else {
            node.forEach(child -> collect(child, shown));
        }
    }

    private static Shown shown(JsonNode message) {
        List<String> attachments = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        read(message.get("body"), text, attachments);
        return new Shown(
                message.path("headers").path("Subject").asText(),
                text.toString(),
                attachments,
                signature(message.path("crypto").path("signed").path("status").path(0)));
    }

    private static void read(JsonNode node, StringBuilder text, List<String> attachments) {
        if (node.path("content").isTextual()) {
            text.append(node.get("content").asText()).append('\n');
        }
        if (node.has("filename")) {
            attachments.add(node.get("filename").asText());
        }
        (node.isArray() ? node : node.path("content"))
                .forEach(child -> read(child.has("body") ? child.get("body") : child, text, attachments));
    }

    private static Signature signature(JsonNode status) {
        return switch (status.path("status").asText("none")) {
            case "none" -> Signature.NONE;
            case "good" -> Signature.GOOD;
            case "bad" -> Signature.BAD;
            default -> Signature.UNKNOWN;
        };
    }
}
