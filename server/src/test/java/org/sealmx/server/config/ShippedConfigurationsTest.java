package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.SealMxConfiguration.Journal;
import org.sealmx.server.config.SealMxConfiguration.Store;

/** The {@code sealmx.properties} for James' own servers are accepted. */
class ShippedConfigurationsTest {

    private static final Path SHIPPED = Path.of("..", "james-conf");

    private static SealMxConfiguration read(String flavour) throws Exception {
        Path file = SHIPPED.resolve(flavour).resolve("sealmx.properties");
        RepeatedKeys.reject(file);
        PropertiesConfiguration values = new PropertiesConfiguration();
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        try (var reader = Files.newBufferedReader(file)) {
            values.read(reader);
        }
        return SealMxConfigurationReader.read(values);
    }

    @ParameterizedTest
    @CsvSource({"memory, false", "jpa, true"})
    void serversWithMailboxesOfTheirOwnShouldKeepTheJournalInAFile(String flavour, boolean sync) throws Exception {
        SealMxConfiguration configuration = read(flavour);

        assertThat(configuration.store()).isEqualTo(Store.MAILBOX);
        assertThat(configuration.journal())
                .isInstanceOfSatisfying(Journal.InFile.class, journal -> assertThat(journal.sync())
                        .isEqualTo(sync));
    }

    @ParameterizedTest
    @CsvSource("distributed")
    void serversThatShareMailboxesShouldShareTheJournal(String flavour) throws Exception {
        SealMxConfiguration configuration = read(flavour);

        assertThat(configuration.store()).isEqualTo(Store.MAILBOX);
        assertThat(configuration.couchDb()).isPresent();
        assertThat(configuration.journal()).isInstanceOf(Journal.InCouchDb.class);
    }
}
