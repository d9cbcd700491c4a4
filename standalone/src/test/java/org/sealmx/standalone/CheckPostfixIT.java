package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --postfix} beside the real {@code postconf} and {@code postmap}. */
class CheckPostfixIT {

    private static final String RIGHT = """
            compatibility_level = 3.6
            myhostname = mx.example.net
            relay_domains = example.org
            relay_transport = lmtp:inet:127.0.0.1:10024
            message_size_limit = 52428800
            mailbox_size_limit = 0
            lmtp_line_length_limit = 0
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
        Files.writeString(folder.resolve("master.cf"), "");
    }

    private Stream<String> said(String mainCf) throws Exception {
        Files.writeString(folder.resolve("main.cf"), mainCf);
        try (Program check = Program.start(
                Map.of("MAIL_CONFIG", folder.toString()), "check", "--postfix", "--directory", directory.toString())) {
            assertThat(check.exitCode()).as(check.said()).isEqualTo(1);
            return check.said().lines().filter(line -> line.contains("Postfix: "));
        }
    }

    @Test
    void checkShouldFindNothingWhenPostfixHandsAllMailOverAsItIs() throws Exception {
        assertThat(said(RIGHT)).isEmpty();
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
