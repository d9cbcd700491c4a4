package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;

/** The shipped {@code sealmx.properties} and the code have the same keys. */
class DocumentedKeysTest {

    private static final Pattern KEY = Pattern.compile("^#?([a-z][a-z-]*)=.*");

    @Test
    void shippedFileShouldDocumentEveryKeyThatIsReadAndNoOther() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(accepted());
    }

    @Test
    void documentOfThePageShouldHaveEveryKeyOfItAndNoOther() throws IOException {
        assertThat(Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                        .matcher(Files.readString(Path.of("../docs/PAGE.md")))
                        .results()
                        .map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(accepted().stream()
                        .filter(key -> key.startsWith("page-"))
                        .toList());
    }

    @Test
    void sampleForCouchDbShouldBeAccepted() throws IOException, ConfigurationException {
        Matcher block = Pattern.compile("```properties\n(directory=http.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/OPERATING.md")));
        assertThat(block.find()).isTrue();
        PropertiesConfiguration sample = new PropertiesConfiguration();
        sample.read(new StringReader("domains=example.org\n" + block.group(1)));

        assertThat(SealMxConfigurationReader.read(sample).store()).isEqualTo(SealMxConfiguration.Store.COUCHDB);
    }

    @Test
    void sampleForSoledadShouldBeAccepted() throws IOException, ConfigurationException {
        Matcher block = Pattern.compile("```properties\n(store=soledad.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/LEAP_MX.md")));
        assertThat(block.find()).isTrue();
        PropertiesConfiguration sample = new PropertiesConfiguration();
        sample.read(new StringReader("domains=example.org\ndirectory=file://conf/directory.json\n" + block.group(1)));

        assertThat(SealMxConfigurationReader.read(sample).store()).isEqualTo(SealMxConfiguration.Store.SOLEDAD);
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(Path.of("../james-conf/conf/sealmx.properties")).stream()
                .map(KEY::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    private static List<String> accepted() {
        PropertiesConfiguration configuration = new PropertiesConfiguration();
        configuration.addProperty("domains", "example.org");
        configuration.addProperty("directory", "file://conf/directory.json");
        configuration.addProperty("no-such-key", "1");
        String message = String.valueOf(
                catchThrowableOfType(StartUpException.class, () -> SealMxConfigurationReader.read(configuration))
                        .getMessage());
        return Arrays.asList(message.replaceFirst(".*it accepts ", "").split(", ", -1));
    }
}
