package org.sealmx.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.smtp.Reply;

/**
 * An explanation for programs: one JSON object, described in {@code docs/OPERATING.md}. It is ASCII without
 * {@code <}, {@code >}, {@code &} and {@code '} and without control characters, which are all written as escapes of
 * JSON: so it can be shown on any terminal, and put into a page. A member without a value is left out. Pure functions.
 */
public final class ExplanationJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter().with(new Escapes());

    private ExplanationJson() {}

    /** The explanation in JSON, in several lines with a line feed at the end. */
    public static String of(Explanation explanation) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("address", explanation.address().toString());
        json.put("sender", explanation.sender().toString());
        json.put("at", explanation.at().toString());
        explanation.outage().ifPresent(outage -> json.put("outage", outage));
        ArrayNode steps = json.putArray("steps");
        explanation.steps().forEach(step -> put(step, steps.addObject()));
        explanation.senderRule().ifPresent(rule -> put(rule, json.putObject("senderRule")));
        ArrayNode accounts = json.putArray("accounts");
        explanation.accounts().forEach(account -> put(account, accounts.addObject()));
        put(explanation.atRcpt(), json.putObject("atRcpt"));
        put(explanation.afterData(), json.putObject("afterData"));
        put(explanation.memory(), json.putObject("memory"));
        put("lastMailSince", explanation.seenSince(), json);
        ArrayNode lastMail = json.putArray("lastMail");
        explanation.lastMail().forEach(last -> put(last, lastMail.addObject()));
        putAll("notes", explanation.notes(), json);
        try {
            return WRITER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private static void put(ExplanationStep step, ObjectNode json) {
        json.put("address", step.address().toString());
        json.put("kind", step.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("deadEnd", step.kind().isDeadEnd());
        step.document().ifPresent(document -> json.put("document", document));
        step.next().ifPresent(next -> json.put("next", next.toString()));
        json.put("words", step.words());
    }

    private static void put(ExplainedSender rule, ObjectNode json) {
        putAll("patterns", rule.patterns(), json);
        json.put("permitted", rule.permitted());
        json.put("words", rule.words());
    }

    private static void put(ExplainedAccount account, ObjectNode json) {
        json.put("account", account.account().value());
        json.put("mailbox", account.mailbox().toString());
        json.put("remote", account.remote());
        account.keyHolder().ifPresent(holder -> json.put("certificatesOf", holder));
        ArrayNode certificates = json.putArray("certificates");
        account.certificates().forEach(certificate -> put(certificate, certificates.addObject()));
        putAll("remarks", account.remarks(), json);
        account.refusal().ifPresent(refusal -> put(refusal, json.putObject("refusal")));
        account.reason().ifPresent(reason -> json.put("reason", reason));
    }

    private static void put(ExplainedCertificate certificate, ObjectNode json) {
        json.put("format", certificate.format());
        certificate.fingerprint().ifPresent(fingerprint -> json.put("fingerprint", fingerprint));
        putAll("names", certificate.names(), json);
        put("created", certificate.created(), json);
        put("usableUntil", certificate.usableUntil(), json);
        json.put("usable", certificate.usable());
        json.put("evaluation", certificate.evaluation());
    }

    private static void put(Reply reply, ObjectNode json) {
        json.put("code", reply.code());
        json.put("status", reply.status().toString());
        json.put("text", reply.text());
    }

    private static void put(ExplainedMemory memory, ObjectNode json) {
        json.put("held", memory.held());
        memory.age().ifPresent(age -> json.put("ageSeconds", age.toSeconds()));
        json.put("differs", memory.differs());
        json.put("words", memory.words());
    }

    private static void put(LastMail last, ObjectNode json) {
        json.put("subject", last.subject());
        put("stored", json, last.stored());
        put("waited", json, last.waited());
        put("refused", json, last.refused());
    }

    private static void put(String name, ObjectNode json, Optional<LastMail.Event> event) {
        event.ifPresent(seen -> {
            ObjectNode object = json.putObject(name);
            object.put("at", seen.at().toString());
            object.put("afterData", seen.afterData());
            put(seen.reply(), object.putObject("reply"));
        });
    }

    private static void put(String name, Optional<Instant> instant, ObjectNode json) {
        instant.ifPresent(at -> json.put(name, at.toString()));
    }

    private static void putAll(String name, List<String> texts, ObjectNode json) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }

    /** What has a meaning in HTML, and the one control character that JSON allows. */
    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7f;

        private final int[] ascii;

        Escapes() {
            ascii = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&', '\'', DELETE}) {
                ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
        }
    }
}
