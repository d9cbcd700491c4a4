package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.options.OptionWords;
import org.sealmx.options.Options;

class PropertiesSourceTest {

    private final PropertiesConfiguration values = new PropertiesConfiguration();
    private final Options<StartUpException> properties =
            new Options<>(OptionWords.quoted("some.properties"), new PropertiesSource(values), StartUpException::new);

    PropertiesSourceTest() {
        // as James reads properties
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
    }

    private void give(String key, String value) throws ConfigurationException, IOException {
        values.read(new StringReader(key + " = " + value + "\n"));
    }

    @Test
    void listShouldSplitAtCommasWhenThereAreSome() throws Exception {
        give("key", "a, b ,c");

        assertThat(properties.list("key")).containsExactly("a", "b", "c");
        assertThat(properties.list("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,,b"})
    void listShouldNameTheKeyWhenAValueIsEmpty(String value) throws Exception {
        give("key", value);

        assertThatThrownBy(() -> properties.list("key"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' has an empty value");
    }

    @Test
    void textShouldNameTheKeyWhenItIsGivenTwice() throws Exception {
        give("key", "a");
        give("key", "b");

        assertThatThrownBy(() -> properties.text("key"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' has more than one value; it accepts one");
    }

    @Test
    void rejectUnreadShouldNameEveryUnknownKeyWhenThereAreSome() throws Exception {
        give("key", "a");
        give("colour", "red");
        give("size", "1");
        properties.text("key");

        assertThatThrownBy(properties::rejectUnread)
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: unknown 'colour', 'size'; it accepts key");
    }
}
