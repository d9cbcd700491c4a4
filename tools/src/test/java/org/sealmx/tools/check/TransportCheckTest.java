package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransportCheckTest {

    private final FakePostfix postfix = new FakePostfix();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lmtp:inet:127.0.0.1:10025",
                "lmtp:inet:127.0.0.1",
                "lmtp:[127.0.0.1]:24",
                "lmtp:inet:[127.0.0.2]:10024",
                "lmtp:inet:[ipv6:::1]:10024",
                "lmtp:unix:/run/sealmx",
                "lmtp:inet:127.0.0.1:10024, inet:127.0.0.1:10026",
            })
    void placeWhereSealMxDoesNotListenShouldBeNamed(String transport) {
        postfix.values.put("relay_transport", transport);

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .contains("relay_transport = " + transport + ", but SealMX listens on 127.0.0.1:10024 (<bind> of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lmtp:inet:[127.0.0.1]:10024|127.0.0.1:10024",
                "lmtp:127.0.0.1:10024|127.0.0.1:10024",
                "lmtp:inet:127.0.0.1:10024|0.0.0.0:10024",
                "lmtp:inet:localhost:10024|127.0.0.1:10024",
                "lmtp:inet:127.0.0.1:10024|localhost:10024",
                // another machine, whose lmtpserver.xml cannot be compared
                "lmtp:inet:192.0.2.7:10024|127.0.0.1:10024",
            })
    void placeWhereSealMxListensShouldBeInOrderHoweverItIsWritten(String transport, String bind) {
        postfix.values.put("relay_transport", transport);
        postfix.binds.set(0, bind);

        assertThat(postfix.problems()).isEmpty();
    }

    @Test
    void oneOfSeveralAddressesOfSealMxShouldBeEnough() {
        postfix.binds.add("127.0.0.1:10025");
        postfix.values.put("relay_transport", "lmtp:inet:127.0.0.1:10025");
        assertThat(postfix.problems()).isEmpty();

        postfix.binds.clear();
        assertThat(postfix.problems()).as("without lmtpserver.xml").isEmpty();
    }

    @Test
    void portShouldBePostfixsOwnWhenTheTransportHasNone() {
        postfix.values.put("lmtp_tcp_port", "10024");
        postfix.values.put("relay_transport", "lmtp:inet:127.0.0.1");

        assertThat(postfix.problems()).isEmpty();
    }

    @Test
    void transportWithoutAPlaceShouldBeNamed() {
        postfix.values.put("relay_transport", "lmtp:");

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .contains("relay_transport = lmtp, which names no host");
    }

    @Test
    void transportThatMasterCfDoesNotHaveShouldBeNamed() {
        postfix.values.put("relay_transport", "sealmx:inet:127.0.0.1:10024");

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .contains("relay_transport = sealmx:inet:127.0.0.1:10024 (which is not in master.cf)");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, lmtp:inet:127.0.0.1:10025, false",
        "example.org, smtp:[192.0.2.1], false",
        "example.org, ':[127.0.0.1]:10025', false",
        "example.org, ':', true",
        "*, lmtp:inet:127.0.0.1:10025, false",
        ".org, lmtp:inet:127.0.0.1:10025, false",
        "org, lmtp:inet:127.0.0.1:10025, true",
    })
    void tablesOfTransportsShouldCountAsPostfixReadsThem(String key, String value, boolean right) {
        postfix.values.put("transport_maps", "inline:{{a.example = x}, b.example=y}, hash:/etc/postfix/transport");
        postfix.tables.put("hash:/etc/postfix/transport " + key, value);
        postfix.services.put("smtp", "smtp unix - - y - - smtp");

        assertThat(postfix.problems().isEmpty())
                .as(postfix.problems().toString())
                .isEqualTo(right);
    }

    @Test
    void domainItselfInALaterTableShouldComeBeforeItsParentInAnEarlierOne() {
        postfix.values.put("transport_maps", "hash:/one, hash:/two");
        postfix.tables.put("hash:/one .org", "relay");
        postfix.tables.put("hash:/one *", "relay");
        postfix.tables.put("hash:/two example.org", "lmtp:inet:127.0.0.1:10024");

        assertThat(postfix.problems()).isEmpty();
    }

    @Test
    void subdomainShouldBeInRelayDomainsWithItsParent() {
        postfix.ours.put("domains", "mail.example.org");
        assertThat(postfix.problems()).isEmpty();

        postfix.values.put("parent_domain_matches_subdomains", "");
        assertThat(postfix.problems()).singleElement().asString().contains("mail.example.org is not in relay_domains");

        postfix.values.put("relay_domains", ".example.org");
        assertThat(postfix.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "local_transport,   lmtp:inet:127.0.0.1:10024, refuses all recipients that are not in local_recipient_maps",
        "mailbox_transport, lmtp:inet:127.0.0.1:10024, applies alias_maps and .forward files",
        "mailbox_transport, virtual, 'stores its mail itself, unsealed'",
        "transport_maps,    inline:x, refuses all recipients that are not in local_recipient_maps",
    })
    void domainOfLocalDeliveryShouldBeNamedWithWhatHappensToItsMail(String name, String value, String effect) {
        postfix.values.put("mydestination", "example.org");
        postfix.values.put(name, value);
        postfix.tables.put("inline:x example.org", "lmtp:inet:127.0.0.1:10024");

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .startsWith("Postfix: example.org is in mydestination, so Postfix ")
                .contains(effect);
    }

    @ParameterizedTest
    @CsvSource({
        "regexp:/x, @example\\.org$, lmtp:inet:127.0.0.1:10024, true",
        "pcre:/x, ^.+@example\\.org$, lmtp:inet:127.0.0.1:10024, true",
        "proxy:pcre:/x, @example\\.org$, smtp:[192.0.2.1], false",
        // these tables are asked only for whole addresses
        "regexp:/x, ^example\\.org$, lmtp:inet:127.0.0.1:10024, false",
        "tcp:127.0.0.1:2527, ^\\.org$, lmtp:inet:127.0.0.1:10024, false",
    })
    void tablesOfPatternsShouldBeAskedForAnAddress(String table, String pattern, String value, boolean right) {
        postfix.values.put("relay_transport", "relay");
        postfix.values.put("transport_maps", table);
        postfix.patterns.put(table, Map.of(pattern, value));
        postfix.services.put("smtp", "smtp unix - - y - - smtp");

        assertThat(postfix.problems().isEmpty())
                .as(postfix.problems().toString())
                .isEqualTo(right);
    }

    @Test
    void patternForEveryAddressShouldComeBeforeTheDomainInAnEarlierTable() {
        postfix.values.put("transport_maps", "hash:/x, regexp:/y");
        postfix.tables.put("hash:/x example.org", "lmtp:inet:127.0.0.1:10024");
        postfix.patterns.put("regexp:/y", Map.of(".", "relay"));

        assertThat(postfix.problems()).singleElement().asString().contains("transport_maps = relay");
    }

    @ParameterizedTest
    @CsvSource({
        "lmtp:inet:127.0.0.1:sealmx, 24",
        "lmtp:[127.0.0.1]:sealmx, 24",
        "lmtp:inet:[ipv6:::1]:sealmx, 24",
        "lmtp:inet:127.0.0.1, sealmx",
    })
    void portWithANameShouldBeSaidNotToBeCompared(String transport, String defaultPort) {
        postfix.values.put("relay_transport", transport);
        postfix.values.put("lmtp_tcp_port", defaultPort);

        assertThat(postfix.problems()).isEmpty();
        assertThat(postfix.result().lookedAt())
                .endsWith("; not compared: relay_transport = " + transport
                        + " with <bind>, because its port is a name; no fault found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lmtp:inet:127.0.0.1:10024", "lmtp:inet:127.0.0.1", "lmtp:unix:sealmx", "lmtp:unix:/run/x"})
    void portWithANumberAndSocketShouldBeCompared(String transport) {
        postfix.values.put("relay_transport", transport);

        assertThat(postfix.result().lookedAt()).doesNotContain("not compared");
    }
}
