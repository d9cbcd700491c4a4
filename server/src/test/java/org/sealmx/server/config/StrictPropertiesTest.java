package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictPropertiesTest {

    private final PropertiesConfiguration values = new PropertiesConfiguration();
    private final StrictProperties properties = new StrictProperties("some.properties", values);

    StrictPropertiesTest() {
        // in the way that James reads properties
        values.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
    }

    private void give(String key, String value) {
        try {
            values.read(new StringReader(key + " = " + value + "\n"));
        } catch (ConfigurationException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void listShouldSplitAtCommasWhenThereAreSome() {
        give("key", "a, b ,c");

        assertThat(properties.list("key")).containsExactly("a", "b", "c");
    }

    @Test
    void listShouldBeEmptyWhenTheKeyIsAbsent() {
        assertThat(properties.list("key")).isEmpty();
    }

    @Test
    void requiredListShouldNameTheKeyWhenItIsAbsent() {
        assertThatThrownBy(() -> properties.requiredList("key"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,,b"})
    void listShouldNameTheKeyWhenAValueIsEmpty(String value) {
        give("key", value);

        assertThatThrownBy(() -> properties.list("key"))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' has an empty value");
    }

    @Test
    void textShouldNameTheKeyWhenItIsGivenTwice() {
        give("key", "a");
        give("key", "b");

        assertThatThrownBy(() -> properties.text("key"))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("some.properties: 'key' is given more than once");
    }

    @Test
    void textShouldBeTrimmedWhenItHasSpacesAround() {
        give("key", "  a b ");

        assertThat(properties.text("key")).contains("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "11", "-5", "five", "5.0", "5k", "99999999999999999999"})
    void numberShouldNameKeyAndBoundsWhenTheValueIsOutsideThem(String value) {
        give("key", value);

        assertThatThrownBy(() -> properties.number("key", 7, 5, 10))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' accepts a whole number from 5 to 10, not '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "10"})
    void numberShouldBeReadWhenItIsABound(String value) {
        give("key", value);

        assertThat(properties.number("key", 7, 5, 10)).isEqualTo(Long.parseLong(value));
    }

    @Test
    void numberShouldBeTheDefaultWhenTheKeyIsAbsent() {
        assertThat(properties.number("key", 7, 5, 10)).isEqualTo(7);
    }

    @Test
    void flagShouldBeReadWhenItIsTrueOrFalse() {
        give("yes", "true");
        give("no", "false");

        assertThat(properties.flag("yes", false)).isTrue();
        assertThat(properties.flag("no", true)).isFalse();
        assertThat(properties.flag("absent", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "tru"})
    void flagShouldNameKeyAndValuesWhenItIsNeither(String value) {
        give("key", value);

        assertThatThrownBy(() -> properties.flag("key", false))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' accepts false or true, not '" + value + "'");
    }

    @Test
    void choiceShouldNameAllWordsWhenTheValueIsNotOneOfThem() {
        give("key", "green");

        assertThatThrownBy(() -> properties.choice("key", Map.of("red", 1, "blue", 2), 1))
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: 'key' accepts blue or red, not 'green'");
    }

    @Test
    void rejectUnknownShouldNameEveryUnknownKeyAndAllKnownWhenThereAreSome() {
        give("key", "a");
        give("colour", "red");
        give("size", "1");
        properties.text("key");
        properties.text("other");

        assertThatThrownBy(properties::rejectUnknown)
                .isInstanceOf(StartUpException.class)
                .hasMessage("some.properties: unknown 'colour', 'size'; it accepts key, other");
    }
}
