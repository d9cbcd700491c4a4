package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.notice.NoticeDays;

class NoticeKeysTest {

    private static NoticeConfiguration read(String... keysAndValues) {
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.addProperty("domains", "example.org");
        values.addProperty("directory", "file://conf/identities.json");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.addProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SealMxConfigurationReader.read(values).notices();
    }

    @Test
    void ownersShouldBeToldOfEndsByDefaultAndNotOfWaitingMail() {
        assertThat(read()).isEqualTo(NoticeConfiguration.DEFAULT);
        assertThat(read().days().steps()).containsExactly(30, 7, 1);
        assertThat(read().waiting()).isFalse();
    }

    @Test
    void everyKeyShouldBeRead() {
        assertThat(read(
                        "expiry-notice-days", "3",
                        "expiry-notice-days", "14",
                        "expiry-notice-template", "file://conf/a.txt",
                        "forward-hop", "inet:127.0.0.1:10026",
                        "waiting-notice", "on",
                        "waiting-notice-template", "file://conf/b.txt",
                        "notice-journal", "file://var/n"))
                .isEqualTo(new NoticeConfiguration(
                        new NoticeDays(List.of(14, 3)),
                        Optional.of("file://conf/a.txt"),
                        true,
                        Optional.of("file://conf/b.txt"),
                        Optional.of("file://var/n")));
        assertThat(read("expiry-notice-days", "none").days().steps()).isEmpty();
    }

    @Test
    void journalShouldBeWhereTheDeliveriesAreInCouchDb() {
        String[] couchDb = {"delivery-journal", "couchdb", "couchdb-nodes", "http://127.0.0.1:5984"};
        assertThat(read(couchDb).journal()).isEmpty();
        assertThatThrownBy(() -> read(couchDb[0], couchDb[1], couchDb[2], couchDb[3], "notice-journal", "file://var/n"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("sealmx.properties: 'notice-journal' is only for a delivery journal in a file; remove it");
    }

    @ParameterizedTest
    @CsvSource({
        "expiry-notice-days, 0",
        "expiry-notice-days, 366",
        "expiry-notice-days, -1",
        "expiry-notice-days, 1.5",
        "expiry-notice-days, soon",
        "expiry-notice-template, conf/a.txt",
        "waiting-notice, true",
        "waiting-notice, on",
        "waiting-notice-template, a.txt",
        "notice-journal, n",
    })
    void wrongValuesShouldBeRefusedInOneLine(String key, String value) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("sealmx.properties: '" + key + "' ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void noneShouldStandAlone() {
        assertThatThrownBy(() -> read("expiry-notice-days", "none", "expiry-notice-days", "7"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("not 'none,7'");
    }
}
