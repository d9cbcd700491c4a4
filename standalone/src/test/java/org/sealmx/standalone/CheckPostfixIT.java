package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check --postfix} with the real {@code postconf} and {@code postmap}. */
class CheckPostfixIT {

    private static final String RIGHT = """
            compatibility_level = 3.6
            myhostname = mx.example.net
            relay_domains = example.org
            relay_transport = lmtp:inet:127.0.0.1:10024
            message_size_limit = 52428800
            mailbox_size_limit = 0
            lmtp_line_length_limit = 0
            smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination, reject_unverified_recipient
            unverified_recipient_reject_code = 550
            address_verify_negative_refresh_time = 10s
            address_verify_negative_expire_time = 20s
            address_verify_positive_refresh_time = 60s
            address_verify_positive_expire_time = 60s
            """;

    private static final String SERVICES = """
            relay    unix - - n - - smtp
            local    unix - n n - - local
            virtual  unix - n n - - virtual
            lmtp     unix - - n - - lmtp
            sealmx   unix - - n - - lmtp
              -o lmtp_line_length_limit=998
            """;

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void writeDirectory() throws Exception {
        directory = Files.writeString(folder.resolve("directory.json"), """
                [{"_id": "d1", "type": "Identity", "user_id": "f3a1", "address": "zoe@example.org",
                  "destination": "zoe@example.org"},
                 {"_id": "d2", "type": "Identity", "user_id": "f3a1", "address": "postmaster@example.org",
                  "destination": "zoe@example.org"}]
                """);
        Files.writeString(folder.resolve("master.cf"), SERVICES);
    }

    private Stream<String> said(String mainCf) throws Exception {
        return report(mainCf).lines().filter(line -> line.contains("Postfix: "));
    }

    private String report(String mainCf, String... further) throws Exception {
        Files.writeString(folder.resolve("main.cf"), mainCf);
        List<String> words = new ArrayList<>(List.of("check", "--postfix", "--directory", directory.toString()));
        words.addAll(List.of(further));
        try (Program check = Program.start(Map.of("MAIL_CONFIG", folder.toString()), words.toArray(String[]::new))) {
            assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
            return check.said();
        }
    }

    @Test
    void checkShouldSayWhatItLookedAtWhenPostfixHandsAllMailOverAsItIs() throws Exception {
        String lookedAt = "Postfix in " + folder + ": looked at ";
        assertThat(report(RIGHT)).doesNotContain("Postfix: ");
        assertThat(report(RIGHT).lines())
                .filteredOn(line -> line.startsWith(lookedAt))
                .singleElement()
                .asString()
                .endsWith("for example.org; no fault found");
        assertThat(new ObjectMapper().readTree(report(RIGHT, "--json")).get("about"))
                .extracting(JsonNode::asText)
                .anyMatch(line -> line.startsWith(lookedAt) && line.endsWith("; no fault found"));
    }

    @Test
    void checkShouldCompareWithThePortThatTheServerIsStartedWith() throws Exception {
        String other = RIGHT.replace(":10024", ":41024");
        assertThat(report(other, "--lmtp-port=41024")).doesNotContain("Postfix: ");
        assertThat(said(other))
                .singleElement()
                .asString()
                .contains("but SealMX listens on 127.0.0.1:10024")
                .endsWith("--lmtp-port N if that is how it is started");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relay_transport = lmtp:inet:127.0.0.1:10025|but SealMX listens on 127.0.0.1:10024",
                "transport_maps = inline:{ {example.org = lmtp:inet:[::1]:10024} }|but SealMX listens on 127.0.0.1:10024",
                "transport_maps = inline:{ {.org = relay} }|transport_maps = relay, so its mail does not reach SealMX",
                "relay_transport = sealmx:inet:127.0.0.1:10024|lmtp_line_length_limit = 998",
                "address_verify_negative_refresh_time = 3|address_verify_negative_refresh_time = 3h with",
                "address_verify_positive_expire_time = 31d|address_verify_positive_expire_time = 31d with",
                "smtpd_recipient_restrictions =|Postfix never asks whether a recipient exists",
                "always_bcc = archive@elsewhere.example|always_bcc = archive@elsewhere.example gets a copy",
                "virtual_alias_maps = inline:{@example.org=@elsewhere.example}|virtual_alias_maps has @elsewhere.example",
                "relay_recipient_maps = inline:{zoe@example.org=x}|recipient_delimiter =  lacks +",
                "lmtp_data_done_timeout = 1m|lmtp_data_done_timeout = 1m may end before",
                "lmtp_destination_recipient_limit = 5000|lmtp_destination_recipient_limit = 5000 is above max-recipients",
            })
    void checkShouldNameEachFault(String line, String fault) throws Exception {
        String name = line.substring(0, line.indexOf(' '));
        String others = RIGHT.replaceAll("(?m)^" + name + " = .*\\n", "");
        assertThat(said(others + line + "\n")).singleElement().asString().contains(fault);
    }

    @Test
    void checkShouldNameADomainThatPostfixStoresItself() throws Exception {
        assertThat(said(RIGHT + "mydestination = $myhostname, example.org, localhost\n"))
                .singleElement()
                .asString()
                .contains("example.org is in mydestination");
    }

    @Test
    void checkShouldLookIntoTables() throws Exception {
        Path table = Files.writeString(folder.resolve("local"), "/^example\\.org$/ x\n");

        assertThat(said(RIGHT + "mydestination = regexp:" + table + "\n")).hasSize(1);
    }

    @Test
    void checkShouldNameEveryFaultOfPostfixAsItComes() throws Exception {
        assertThat(said("compatibility_level = 3.6\nmessage_size_limit = 62428800\n"))
                .hasSize(4)
                .anyMatch(line -> line.contains("not in relay_domains"))
                .anyMatch(line -> line.contains("mailbox_size_limit = 51200000"))
                .anyMatch(line -> line.contains("maxmessagesize"))
                .anyMatch(line -> line.contains("lmtp_line_length_limit = 998"));
    }

    @Test
    void checkShouldSayInOneLineThatPostfixHasNoConfiguration() throws Exception {
        try (Program check = Program.start(
                Map.of("MAIL_CONFIG", folder.resolve("none").toString()),
                "check",
                "--postfix",
                "--directory",
                directory.toString())) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.said())
                    .hasLineCount(1)
                    .startsWith("sealmx: --postfix: ")
                    .contains("main.cf");
        }
    }
}
