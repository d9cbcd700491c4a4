package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.HopTls;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** The keys about servers that mail is handed to. */
class ForwardKeysTest {

    private static SealMxConfiguration read(String... keysAndValues) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "file://conf/identities.json");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.addProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SealMxConfigurationReader.read(values);
    }

    @Test
    void forwardingShouldBeOffUnlessAServerIsNamed() {
        assertThat(read().forward().hop()).isEmpty();
        assertThat(read().forward().loops()).isEqualTo(new ForwardLoops(50));
        assertThat(read("forward-sender", "keep", "forward-max-received", "3")
                        .forward()
                        .hop())
                .isEmpty();
    }

    @Test
    void serverShouldHaveKeysOfItsOwnBesideThoseOfTheNextHop() {
        SealMxConfiguration configuration = read(
                "forward-hop", "inet:mx.example.org:587",
                "forward-hop-tls", "starttls",
                "forward-hop-trust-store", "file://conf/trust",
                "forward-hop-credentials", "env",
                "forward-hop-connections", "7",
                "forward-hop-connect-timeout-ms", "10",
                "forward-hop-command-timeout-ms", "20",
                "forward-hop-end-timeout-ms", "30",
                "next-hop", "unix:/run/lmtp");
        assertThat(configuration.forward().hop())
                .contains(new HopConfiguration(
                        new HopAddress.Inet("mx.example.org", 587),
                        Optional.of(HopTls.Mode.STARTTLS),
                        Optional.of("file://conf/trust"),
                        "env",
                        new HopTimeouts(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(30)),
                        7));
        assertThat(configuration.nextHop().orElseThrow().tls()).isEmpty();
    }

    @Test
    void senderAndLimitShouldBeThoseThatAreGiven() {
        ForwardConfiguration forward = read(
                        "forward-sender", "fwd+{local}={domain}@example.org", "forward-max-received", "7")
                .forward();
        assertThat(forward.loops()).isEqualTo(new ForwardLoops(7));
        assertThat(forward.sender().of(ReversePath.of(EmailAddress.of("bob@sender.example"))))
                .hasToString("Optional[<fwd+bob=sender.example@example.org>]");
    }

    @ParameterizedTest
    @CsvSource({
        "forward-sender, rewrite",
        "forward-sender, {local}@{domain}",
        "forward-sender, {user}@example.org",
        "forward-max-received, 0",
        "forward-max-received, 1001",
        "forward-max-received, many"
    })
    void malformedValueShouldBeNamedWithItsKey(String key, String value) {
        assertRefused(key, key, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next-hop", "forward-hop"})
    void malformedKeysOfAServerShouldBeNamed(String hop) {
        assertRefused(hop, hop, "127.0.0.1:25");
        assertRefused(hop, hop, "inet:host");
        assertRefused(hop, hop, "inet:host:0");
        assertRefused(hop, hop, "unix:relative");
        assertRefused(hop + "-tls", hop + "-tls", "yes");
        assertRefused(hop + "-tls", hop, "unix:/run/x", hop + "-tls", "starttls");
        assertRefused(hop + "-trust-store", hop + "-trust-store", "trust");
        assertRefused(hop + "-credentials", hop + "-credentials", "name:secret");
        assertRefused(hop + "-connections", hop + "-connections", "0");
        assertRefused(hop + "-connect-timeout-ms", hop + "-connect-timeout-ms", "9");
        assertRefused(hop + "-connect-timeout-ms", hop + "-connect-timeout-ms", "60001");
        assertRefused(hop + "-command-timeout-ms", hop + "-command-timeout-ms", "120001");
        assertRefused(hop + "-end-timeout-ms", hop + "-end-timeout-ms", "480001");
        assertRefused(hop + "-end-timeout-ms", hop + "-end-timeout-ms", "soon");
    }

    private static void assertRefused(String key, String... keysAndValues) {
        assertThatThrownBy(() -> read(keysAndValues))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: ")
                .hasMessageContaining("'" + key + "'")
                .hasMessageNotContaining("secret");
    }
}
