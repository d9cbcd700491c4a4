package org.sealmx.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostfixCheckTest {

    private static final OptionalLong ACCEPTED = OptionalLong.of(52_428_800);

    /** As README has it, with Postfix' own values for the rest. */
    private final Map<String, String> values = new HashMap<>(Map.of(
            "mydestination", "mx.example.net, localhost.example.net, localhost",
            "virtual_alias_domains", "",
            "virtual_mailbox_domains", "",
            "relay_domains", "example.org",
            "relay_transport", "lmtp:inet:127.0.0.1:10024",
            "transport_maps", "",
            "mailbox_size_limit", "0",
            "message_size_limit", "52428800",
            "lmtp_line_length_limit", "0"));

    private final Map<String, String> tables = new HashMap<>();

    private List<String> problems() {
        PostfixSettings postfix = new PostfixSettings() {
            @Override
            public String value(String name) {
                return values.getOrDefault(name, "");
            }

            @Override
            public long limit(String name) {
                return Long.parseLong(value(name));
            }

            @Override
            public String lookup(String table, String domain) {
                return tables.getOrDefault(table + " " + domain, "");
            }

            @Override
            public Set<String> lines(String file) {
                return Set.of(tables.getOrDefault(file, "").split("\n"));
            }
        };
        return PostfixCheck.problems(postfix, List.of("example.org"), ACCEPTED);
    }

    @Test
    void readmesLinesShouldBeInOrder() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.net, Example.ORG, localhost",
                "localhost example.org",
                "localhost\n\texample.org",
                "/etc/mailname.list",
                "hash:/etc/postfix/local"
            })
    void domainThatPostfixStoresItselfShouldBeNamedHoweverItIsListed(String list) {
        values.put("mydestination", list);
        tables.put("/etc/mailname.list", "other.example\nexample.org");
        tables.put("hash:/etc/postfix/local example.org", "x");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("Postfix: example.org is in mydestination, so Postfix stores its mail itself, unsealed");
    }

    @Test
    void domainThatIsExcludedFirstShouldNotCountAsListed() {
        values.put("mydestination", "!example.org, pcre:/everything");
        tables.put("pcre:/everything example.org", "x");

        assertThat(problems()).isEmpty();
    }

    @Test
    void domainOfAliasesShouldBeNamed() {
        values.put("virtual_alias_domains", "hash:/etc/postfix/virtual");
        tables.put("hash:/etc/postfix/virtual example.org", "anything");

        assertThat(problems()).singleElement().asString().contains("virtual_alias_domains", "does not reach SealMX");
    }

    @Test
    void domainOfMailboxesShouldGoToSealMxByItsTransport() {
        values.put("virtual_mailbox_domains", "example.org");
        values.put("virtual_transport", "virtual");
        assertThat(problems()).singleElement().asString().contains("virtual_transport = virtual");

        values.put("virtual_transport", "lmtp:inet:127.0.0.1:10024");
        assertThat(problems()).isEmpty();
    }

    @Test
    void domainThatIsNowhereShouldBeNamed() {
        values.put("relay_domains", "example.com");

        assertThat(problems())
                .containsExactly("Postfix: example.org is not in relay_domains, so Postfix refuses its mail; add it");
    }

    @ParameterizedTest
    @CsvSource({"relay,false", "lmtp:inet:127.0.0.1:10024,true"})
    void transportMapsShouldComeBeforeTheTransportOfTheClass(String transport, boolean right) {
        values.put("transport_maps", "hash:/etc/postfix/transport");
        values.put("relay_transport", right ? "relay" : "lmtp:inet:127.0.0.1:10024");
        tables.put("hash:/etc/postfix/transport example.org", transport);

        assertThat(problems().isEmpty()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "52428800, 51200000, mailbox_size_limit",
        "0, 51200000, mailbox_size_limit",
        "52428801, 0, maxmessagesize",
        "0, 0, maxmessagesize",
    })
    void limitsThatDoNotFitShouldBeNamed(String message, String mailbox, String named) {
        values.put("message_size_limit", message);
        values.put("mailbox_size_limit", mailbox);

        assertThat(problems()).isNotEmpty().anySatisfy(problem -> assertThat(problem)
                .contains("message_size_limit = " + message, named));
    }

    @Test
    void brokenLinesShouldBeNamed() {
        values.put("lmtp_line_length_limit", "998");

        assertThat(problems()).singleElement().asString().contains("lmtp_line_length_limit = 0");
    }
}
