package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys about the page. */
class PageKeysTest {

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
    void pageShouldBeOffUnlessItHasAPort() {
        assertThat(read().page()).isEmpty();
        assertThat(read("page-port", "off").page()).isEmpty();
        assertThat(read("page-operators", "a@example.org", "page-idle-minutes", "1")
                        .page())
                .isEmpty();
    }

    @Test
    void pageShouldBeOnLoopbackAndSeenThereByDefault() {
        assertThat(read("page-port", "10081").page())
                .contains(new PageConfiguration(
                        "127.0.0.1",
                        10081,
                        Set.of("http://127.0.0.1:10081", "http://localhost:10081"),
                        Set.of(),
                        Duration.ofMinutes(15),
                        Duration.ofHours(8)));
    }

    @Test
    void everyKeyShouldBeRead() {
        PageConfiguration page = read(
                        "page-port", "1",
                        "page-address", "192.0.2.1",
                        "page-origins", "https://KEYS.example.org:443/",
                        "page-origins", "https://keys.example.org:8443",
                        "page-operators", "Admin@example.org",
                        "page-idle-minutes", "2",
                        "page-session-minutes", "3")
                .page()
                .orElseThrow();
        assertThat(page)
                .isEqualTo(new PageConfiguration(
                        "192.0.2.1",
                        1,
                        Set.of("https://keys.example.org", "https://keys.example.org:8443"),
                        Set.of("admin@example.org"),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3)));
        assertThat(page.isHttps()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "on", "-1", "10081x"})
    void otherPortsShouldBeRefused(String port) {
        assertThatThrownBy(() -> read("page-port", port))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'page-port'")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys.example.org",
                "ftp://keys.example.org",
                "https://keys.example.org/path",
                "https://a@keys.example.org",
                "https://keys.example.org?x",
                "*",
                "null"
            })
    void otherOriginsShouldBeRefused(String origin) {
        assertThatThrownBy(() -> read("page-port", "1", "page-origins", origin))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'page-origins'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void originsShouldBeOfOneScheme() {
        assertThatThrownBy(() -> read("page-origins", "https://a.example", "page-origins", "http://b.example"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'page-origins' must all be https:, or all be http:");
    }

    /** Passwords must not cross a network unencrypted. */
    @ParameterizedTest
    @CsvSource({"0.0.0.0,", "192.0.2.1,", "::,", "192.0.2.1, http://keys.example.org"})
    void addressOfANetworkShouldNeedHttps(String address, String origin) {
        assertThatThrownBy(() -> {
                    if (origin == null) {
                        read("page-port", "1", "page-address", address);
                    } else {
                        read("page-port", "1", "page-address", address, "page-origins", origin);
                    }
                })
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'page-address'")
                .hasMessageContaining("unencrypted");
        assertThat(read("page-port", "1", "page-address", address, "page-origins", "https://keys.example.org")
                        .page())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.org", "1.2.3", "127.0.0.1:80"})
    void addressShouldBeAnIpAddress(String address) {
        assertThatThrownBy(() -> read("page-port", "1", "page-address", address))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'page-address'");
    }
}
