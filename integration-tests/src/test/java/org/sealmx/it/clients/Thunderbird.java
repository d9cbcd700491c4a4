package org.sealmx.it.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.TestKey;

/**
 * Thunderbird, which has its own key ring and windows, without a screen. The scripts in the folder of this class read
 * the windows.
 */
final class Thunderbird implements MailProgram {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VERSION = Pattern.compile("Thunderbird (\\S+)");

    private final Surroundings surroundings;
    private final ObjectNode keys;

    private Thunderbird(Surroundings surroundings, ObjectNode keys) {
        this.surroundings = surroundings;
        this.keys = keys;
    }

    /**
     * Thunderbird with OpenPGP keys.
     *
     * @param reader the owner of the mailbox
     * @param sender the sender, whose certificate and authority the reader has accepted
     */
    static Thunderbird withOpenPgp(Surroundings surroundings, TestKey reader, Sender sender) throws IOException {
        ObjectNode keys = JSON.createObjectNode();
        keys.put("secretKey", Files.readString(reader.secretFile()));
        keys.put("certificate", sender.key().certificate());
        keys.put("authority", sender.authority().pem());
        return new Thunderbird(surroundings, keys);
    }

    /**
     * Thunderbird with an S/MIME certificate and its key.
     *
     * @param pkcs12 the file with both
     * @param password the password of the file
     * @param sender the sender, whose authority the reader trusts
     */
    static Thunderbird withSmime(Surroundings surroundings, Path pkcs12, String password, Sender sender)
            throws IOException {
        ObjectNode keys = JSON.createObjectNode();
        keys.put("authority", sender.authority().pem());
        keys.put("pkcs12", pkcs12.toString());
        keys.put("password", password);
        return new Thunderbird(surroundings, keys);
    }

    @Override
    public String nameAndVersion() throws IOException, InterruptedException {
        String line = new String(surroundings.run(List.of("thunderbird", "--version")), StandardCharsets.UTF_8);
        Matcher version = VERSION.matcher(line);
        if (!version.find()) {
            throw new IOException("no version in " + line);
        }
        return version.group();
    }

    @Override
    public Map<String, Shown> show(List<byte[]> messages) throws Exception {
        ObjectNode all = keys.deepCopy();
        ArrayNode octets = all.putArray("messages");
        messages.forEach(message -> octets.add(new String(message, StandardCharsets.ISO_8859_1)));
        Map<String, Shown> shown = new LinkedHashMap<>();
        try (ThunderbirdProcess thunderbird = ThunderbirdProcess.start(surroundings)) {
            thunderbird.marionette().run(script("thunderbird-fill.js"), all);
            String show = script("thunderbird-show.js");
            for (int i = 0; i < messages.size(); i++) {
                JsonNode seen = thunderbird
                        .marionette()
                        .run(show, JSON.createObjectNode().put("row", i));
                shown.put(seen.path("id").asText(), shown(seen));
            }
        }
        return shown;
    }

    private static Shown shown(JsonNode seen) {
        List<String> attachments = new ArrayList<>();
        seen.path("attachments").forEach(name -> attachments.add(name.asText()));
        return new Shown(
                seen.path("subject").asText(),
                seen.path("text").asText(),
                attachments,
                signature(seen.path("signature").asText()));
    }

    /** Reads the state from the icon beside the word OpenPGP or S/MIME. */
    private static Signature signature(String icon) {
        return switch (icon) {
            case "" -> Signature.NONE;
            case "ok", "verified", "unverified" -> Signature.GOOD;
            case "mismatch", "notok" -> Signature.BAD;
            default -> Signature.UNKNOWN;
        };
    }

    private static String script(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Thunderbird.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
