package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.policy.PolicySettings;
import org.sealmx.server.config.SealMxConfiguration.Journal;
import org.sealmx.server.config.SealMxConfiguration.Store;
import org.sealmx.smtp.RecipientDelimiter;

class SealMxConfigurationReaderTest {

    private static SealMxConfiguration read(String... keysAndValues) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        Map<String, String> lines = new LinkedHashMap<>(
                Map.of("domains", "Example.org, b\u00fccher.example", "directory", "file://conf/identities.json"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            lines.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        for (Map.Entry<String, String> line : lines.entrySet()) {
            try {
                values.read(new StringReader(line.getKey() + " = " + line.getValue() + "\n"));
            } catch (ConfigurationException | IOException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return SealMxConfigurationReader.read(values);
    }

    @Test
    void readShouldYieldTheDefaultsWhenOnlyWhatIsRequiredIsGiven() {
        SealMxConfiguration configuration = read();

        assertThat(configuration.domains().names()).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(configuration.directory()).isEqualTo(new DirectorySource.JsonFile("file://conf/identities.json"));
        assertThat(configuration.couchDb()).isEmpty();
        assertThat(configuration.store()).isEqualTo(Store.MAILBOX);
        assertThat(configuration.resolver()).isEqualTo(ResolverSettings.defaults());
        assertThat(configuration.policy()).isEqualTo(PolicySettings.defaults());
        assertThat(configuration.limits().maxLineLength()).isEqualTo(1_000_000);
        assertThat(configuration.limits().maxRecipients()).isEqualTo(1_000);
        assertThat(configuration.limits().maxMessagesInFlight()).isEqualTo(50);
        assertThat(configuration.limits().maxBytesInFlight()).isPositive();
        assertThat(configuration.journal())
                .isEqualTo(new Journal.InFile("file://var/sealmx/deliveries.journal", 200_000, false));
        assertThat(configuration.deliveryIdKey()).isEqualTo("file://var/sealmx/delivery-id.key");
        assertThat(configuration.logAddresses()).isFalse();
        assertThat(configuration.trustedMailets()).isEmpty();
    }

    @Test
    void readShouldYieldWhatIsGivenWhenEveryKeyIsGiven() {
        SealMxConfiguration configuration = read(
                "store", "mailbox",
                "recipient-delimiter", "-",
                "user-id-domain", "Deliver.Example",
                "max-alias-depth", "3",
                "max-destinations", "4",
                "no-certificate", "reject",
                "over-quota", "reject",
                "probe-senders", "probe, prober@example.net",
                "max-line-length", "998",
                "max-recipients", "5",
                "max-messages-in-flight", "6",
                "max-kib-in-flight", "64",
                "data-idle-seconds", "7",
                "stop-seconds", "8",
                "delivery-journal", "file:///j",
                "delivery-journal-entries", "1000",
                "delivery-journal-sync", "true",
                "delivery-id-key", "file:///k",
                "log-addresses", "true",
                "trusted-mailets", "com.example.A, com.example.B");

        assertThat(configuration.resolver())
                .isEqualTo(new ResolverSettings(new RecipientDelimiter("-"), "deliver.example", 3, 4));
        assertThat(configuration.policy().noCertificate()).isEqualTo(PolicySettings.Response.REJECT);
        assertThat(configuration.policy().overQuota()).isEqualTo(PolicySettings.Response.REJECT);
        assertThat(configuration.policy().probeSenders()).containsExactly("probe", "prober@example.net");
        assertThat(configuration.limits())
                .isEqualTo(new SealMxConfiguration.Limits(
                        998, 5, 6, 64 * 1024, Duration.ofSeconds(7), Duration.ofSeconds(8)));
        assertThat(configuration.journal()).isEqualTo(new Journal.InFile("file:///j", 1_000, true));
        assertThat(configuration.deliveryIdKey()).isEqualTo("file:///k");
        assertThat(configuration.logAddresses()).isTrue();
        assertThat(configuration.trustedMailets()).containsExactlyInAnyOrder("com.example.A", "com.example.B");
    }

    @Test
    void readShouldYieldTheDatabasesWhenTheJournalIsInCouchDb() {
        String node = "http://127.0.0.1:5984";
        assertThat(read("delivery-journal", "couchdb", "couchdb-nodes", node).journal())
                .isEqualTo(new Journal.InCouchDb("sealmx_journal"));
        assertThat(read(
                                "delivery-journal", "couchdb",
                                "delivery-journal-databases", "mx/journal",
                                "couchdb-nodes", node)
                        .journal())
                .isEqualTo(new Journal.InCouchDb("mx/journal"));
    }

    @ParameterizedTest
    @CsvSource({"delivery-journal-entries, 2000", "delivery-journal-sync, true", "delivery-journal-databases, Capital"})
    void readShouldNameTheKeyWhenItIsNotForAJournalInCouchDb(String key, String value) {
        assertThatThrownBy(
                        () -> read("delivery-journal", "couchdb", "couchdb-nodes", "http://127.0.0.1:5984", key, value))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: '" + key + "' ");
    }

    @Test
    void readShouldTakeNoDelimiterWhenItIsNone() {
        assertThat(read("recipient-delimiter", "none").resolver().recipientDelimiter())
                .isEqualTo(RecipientDelimiter.none());
        assertThat(read("recipient-delimiter", "+-").resolver().recipientDelimiter())
                .isEqualTo(new RecipientDelimiter("+-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domains", "directory"})
    void readShouldNameTheKeyWhenARequiredOneIsMissing(String key) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "file://conf/identities.json");
        values.clearProperty(key);

        assertThatThrownBy(() -> SealMxConfigurationReader.read(values))
                .isInstanceOf(StartUpException.class)
                .hasMessage("sealmx.properties: '" + key + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "Domains", "max-recipient", "sealmx.store"})
    void readShouldNameTheKeyWhenItIsUnknown(String key) {
        assertThatThrownBy(() -> read(key, "1"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("unknown '" + key + "'")
                .hasMessageContaining("it accepts audit-log, cache-kib, cache-max-age-seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "domains, not a domain",
        "directory, conf/identities.json",
        "directory, ftp://localhost/",
        "couchdb-credentials, secret",
        "couchdb-trust-store, here",
        "couchdb-database, Identities",
        "couchdb-connections, 1",
        "couchdb-create-views, yes",
        "couchdb-connect-timeout-ms, 1",
        "cache-kib, 1",
        "stale-if-unavailable-seconds, -1",
        "store, couchdb",
        "store, soledad",
        "store, lmtp",
        "next-hop, 127.0.0.1:24",
        "next-hop, inet:127.0.0.1:70000",
        "next-hop, unix:relative",
        "next-hop-tls, yes",
        "next-hop-connections, 0",
        "next-hop-command-timeout-ms, 1",
        "check-next-hop, on",
        "check-next-hop, true",
        "soledad-url, ftp://127.0.0.1",
        "soledad-token, secret",
        "soledad-trust-store, here",
        "soledad-user-prefix, box-",
        "recipient-delimiter, ++",
        "recipient-delimiter, x",
        "recipient-delimiter, ''",
        "domains, ''",
        "log-addresses, ''",
        "recipient-delimiter, @",
        "user-id-domain, not a domain",
        "max-alias-depth, 0",
        "max-alias-depth, 51",
        "max-destinations, 1001",
        "no-certificate, bounce",
        "over-quota, true",
        "probe-senders, a b",
        "max-line-length, 997",
        "max-recipients, 0",
        "max-messages-in-flight, 0",
        "max-kib-in-flight, 63",
        "delivery-journal, /var/journal",
        "delivery-journal, couchdb",
        "delivery-journal-databases, sealmx_journal",
        "delivery-journal-entries, 999",
        "delivery-journal-sync, maybe",
        "delivery-id-key, key",
        "log-addresses, yes",
        "log-addresses, TRUE",
        "no-certificate, Reject",
        "max-recipients, +5"
    })
    void readShouldNameTheKeyWhenTheValueIsMalformed(String key, String value) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: ")
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void readShouldNameTheKeyWhenAServerIsToBeAskedThatStoresNothing() {
        assertThatThrownBy(() -> read("next-hop", "inet:127.0.0.1:24", "check-next-hop", "on"))
                .hasMessageContaining("'check-next-hop'")
                .hasMessageContaining("store=lmtp");
    }

    @ParameterizedTest
    @CsvSource({"on, true", "off, false"})
    void nextHopShouldBeAskedAtRcptWhenTheOperatorSaysSo(String word, boolean expected) {
        SealMxConfiguration configuration =
                read("store", "lmtp", "next-hop", "unix:/run/dovecot/lmtp", "check-next-hop", word);
        assertThat(configuration.checkNextHop()).isEqualTo(expected);
        assertThat(configuration.nextHop().orElseThrow().address()).hasToString("unix:/run/dovecot/lmtp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "max-recipients", "log-addresses", "delivery-id-key"})
    void readShouldNameTheKeyWhenItIsGivenTwice(String key) {
        assertThatThrownBy(() -> read(key, "a,b"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'" + key + "' has more than one value; it accepts one");
    }

    @Test
    void readShouldYieldTheNodesWhenTheDirectoryIsInCouchDb() {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.addProperty("domains", "example.org");
        values.addProperty("directory", List.of("http://127.0.0.1:5984", "https://couch.example.net"));
        values.addProperty("store", "couchdb");

        SealMxConfiguration configuration = SealMxConfigurationReader.read(values);

        assertThat(configuration.directory()).isEqualTo(new DirectorySource.CouchDb());
        assertThat(configuration.store()).isEqualTo(Store.COUCHDB);
        assertThat(configuration.couchDb().orElseThrow().nodes())
                .containsExactly(URI.create("http://127.0.0.1:5984"), URI.create("https://couch.example.net"));
        assertThat(configuration.couchDb().orElseThrow().database()).isEqualTo("identities");
    }

    @Test
    void readShouldNotRepeatANodeThatHoldsAPassword() {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "http://admin:geheim@127.0.0.1:5984");

        assertThatThrownBy(() -> SealMxConfigurationReader.read(values))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("couchdb-credentials")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void readShouldYieldSoledadWhenItIsGiven() {
        SealMxConfiguration configuration = read(
                "store", "soledad",
                "soledad-url", "https://soledad.example.net:2323/api",
                "soledad-token", "file://conf/soledad.token",
                "soledad-trust-store", "file://conf/trust.p12",
                "soledad-user-prefix", "user-");

        assertThat(configuration.store()).isEqualTo(Store.SOLEDAD);
        assertThat(configuration.soledad())
                .contains(new SoledadConfiguration(
                        URI.create("https://soledad.example.net:2323/api"),
                        "file://conf/soledad.token",
                        Optional.of("file://conf/trust.p12"),
                        "user-"));
        assertThat(read("soledad-url", "http://127.0.0.1:2323", "soledad-token", "env")
                        .soledad())
                .contains(new SoledadConfiguration(URI.create("http://127.0.0.1:2323"), "env", Optional.empty(), ""));
    }

    @Test
    void readShouldNameTheTokenWhenItIsMissing() {
        assertThatThrownBy(() -> read("soledad-url", "http://127.0.0.1:2323"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("sealmx.properties: 'soledad-token' is missing; 'soledad-url' needs it");
    }

    @Test
    void readShouldRepeatNoSecret() {
        assertThatThrownBy(() -> read("soledad-token", "geheim"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("soledad-token")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> read("couchdb-credentials", "admin:geheim"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("couchdb-credentials")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> read("soledad-url", "http://:geheim@127.0.0.1", "soledad-token", "env"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("soledad-token")
                .hasMessageNotContaining("geheim");
    }
}
