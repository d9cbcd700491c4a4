package org.sealmx.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LogCapture;
import org.sealmx.measure.Stage;
import org.sealmx.server.config.OutcomeLogSettings.Format;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;

class OutcomeLogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T19:30:00.123456Z"), ZoneOffset.UTC);
    private static final AddressHash HASH =
            new AddressHash("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private static String line(Format format, boolean addresses, RecipientOutcome outcome) {
        try (LogCapture log = new LogCapture(OutcomeLog.LOGGER_NAME)) {
            new OutcomeLog(format, HASH, addresses, CLOCK).ended(outcome);
            assertThat(log.messages(Level.INFO)).hasSize(1);
            return log.messages(Level.INFO).get(0);
        }
    }

    private static RecipientOutcome sent(String recipient, List<String> accounts) {
        return new RecipientOutcome(
                Optional.of("7d1c"),
                Optional.of("de1"),
                Optional.of("4YkQ3n2VXx"),
                EmailAddress.of(recipient),
                accounts.stream().map(AccountId::new).toList(),
                Replies.STORED,
                Duration.ofMillis(42),
                Stage.STORE,
                List.of("aa11", "bb22"),
                Reason.STORED);
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.split(" ", -1)) {
            assertThat(field).contains("=");
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return fields;
    }

    private static List<String> values(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(each -> URLDecoder.decode(each.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void lineShouldHaveTheShapeOfPostfix() {
        assertThat(line(Format.TEXT, true, sent("Alice@Example.org", List.of("f3a1", "b2"))))
                .isEqualTo("time=2026-11-29T19:30:00.123Z delivery=de1 queue=4YkQ3n2VXx to=Alice@example.org"
                        + " account=f3a1,b2 dsn=2.6.0 status=sent delay=0.042 stage=store certificate=aa11,bb22"
                        + " reason=stored code=250 id=7d1c");
    }

    @Test
    void lineShouldHaveAHashUnlessAddressesAreWanted() {
        String line = line(Format.TEXT, false, sent("Alice@Example.org", List.of("alice@example.org")));
        String hash = HASH.of(EmailAddress.of("alice@EXAMPLE.org"));
        assertThat(hash).matches("[0-9a-f]{20}");
        assertThat(fields(line)).containsEntry("to", hash).containsEntry("account", hash);
        assertThat(line).doesNotContainIgnoringCase("alice");
    }

    @Test
    void hashShouldDependOnTheKeyAndOnTheAddress() {
        AddressHash other = new AddressHash("another secret key of 32 octets!".getBytes(StandardCharsets.US_ASCII));
        EmailAddress alice = EmailAddress.of("alice@example.org");
        assertThat(List.of(
                        HASH.of(alice),
                        other.of(alice),
                        HASH.of(EmailAddress.of("bob@example.org")),
                        HASH.of(EmailAddress.of("alice@example.net"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotKnownShouldBeADash() {
        String line = line(
                Format.TEXT,
                false,
                new RecipientOutcome(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        EmailAddress.of("nobody@example.org"),
                        List.of(),
                        Replies.NO_SUCH_ADDRESS,
                        Duration.ZERO,
                        Stage.RCPT,
                        List.of(),
                        Reason.UNKNOWN));
        assertThat(fields(line))
                .containsEntry("delivery", "-")
                .containsEntry("queue", "-")
                .containsEntry("account", "-")
                .containsEntry("certificate", "-")
                .containsEntry("status", "bounced")
                .containsEntry("delay", "0.000");
    }

    @Test
    void accountsShouldBeBounded() {
        List<String> many = IntStream.range(0, 1_000).mapToObj(i -> "a" + i).toList();
        assertThat(values(fields(line(Format.TEXT, false, sent("a@example.org", many)))
                        .getOrDefault("account", "")))
                .hasSize(21)
                .endsWith("+980");
    }

    @Test
    void oneOutcomeShouldBeOneLineWhateverIsInIt() throws IOException {
        Random random = new Random(31);
        String alphabet = "ab \"=%,\\\r\n\t\u0000\u001b\u0085\u2028\u2029{}[]:'-\u00e4\ud83d\ude00 status=sent";
        for (int i = 0; i < 2_000; i++) {
            String odd = random.ints(1 + random.nextInt(20), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining());
            RecipientOutcome outcome = new RecipientOutcome(
                    Optional.of(odd),
                    Optional.of(odd),
                    Optional.of(odd),
                    EmailAddress.of("\"a =,%b\"@example.org"),
                    odd.isBlank() ? List.of() : List.of(new AccountId(odd), new AccountId("second")),
                    Replies.STORED,
                    Duration.ofMillis(random.nextInt(10_000)),
                    Stage.STORE,
                    List.of(odd),
                    Reason.STORED);
            String text = line(Format.TEXT, true, outcome);
            assertThat(text).matches("[!-~]+( [!-~]+)*");
            Map<String, String> fields = fields(text);
            assertThat(fields.keySet()).containsExactlyElementsOf(OutcomeFields.NAMES);
            assertThat(fields).containsEntry("status", "sent");
            String wellFormed = new String(odd.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(values(fields.getOrDefault("queue", ""))).containsExactly(wellFormed);
            assertThat(values(fields.getOrDefault("to", ""))).containsExactly("\"a =,%b\"@example.org");
            String json = line(Format.JSON, true, outcome);
            assertThat(json).matches("[ -~]+");
            JsonNode node = new ObjectMapper().readTree(json);
            assertThat(node.fieldNames()).toIterable().containsExactlyElementsOf(OutcomeFields.NAMES);
            assertThat(node.get("queue").asText()).isEqualTo(odd);
            assertThat(node.get("to").asText()).isEqualTo("\"a =,%b\"@example.org");
            assertThat(node.get("status").asText()).isEqualTo("sent");
        }
    }

    @Test
    void jsonShouldHaveNumbersListsAndNulls() throws IOException {
        JsonNode known = new ObjectMapper().readTree(line(Format.JSON, false, sent("a@example.org", List.of("f3a1"))));
        assertThat(known.get("delay").isNumber()).isTrue();
        assertThat(known.get("code").asInt()).isEqualTo(250);
        assertThat(known.get("account").toString()).isEqualTo("[\"f3a1\"]");
        JsonNode unknown = new ObjectMapper().readTree(line(Format.JSON, false, sent("a@example.org", List.of())));
        assertThat(unknown.get("account").toString()).isEqualTo("[]");
    }
}
