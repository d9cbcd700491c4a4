package org.sealmx.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final class BadOption extends Exception {

        private static final long serialVersionUID = 1;

        BadOption(String problem) {
            super(problem);
        }
    }

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final OptionSource source = new OptionSource() {
        @Override
        public Collection<String> names() {
            return given.keySet();
        }

        @Override
        public List<String> values(String name) {
            return given.getOrDefault(name, List.of());
        }
    };
    private final Options<BadOption> options =
            new Options<>(OptionWords.quoted("some.properties"), source, BadOption::new);

    private void give(String name, String value) {
        given.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }

    @Test
    void listShouldHaveAllValuesWhenThereAreSome() throws BadOption {
        give("key", "a");
        give("key", " b ");

        assertThat(options.list("key")).containsExactly("a", "b");
        assertThat(options.requiredList("key")).containsExactly("a", "b");
    }

    @Test
    void listShouldBeEmptyWhenTheOptionIsAbsent() throws BadOption {
        assertThat(options.list("key")).isEmpty();
    }

    @Test
    void requiredListShouldNameTheOptionWhenItIsAbsent() {
        assertThatThrownBy(() -> options.requiredList("key"))
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: 'key' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void everyMethodShouldNameTheOptionWhenItsValueIsEmpty(String value) {
        give("key", value);

        assertEachRefuses("some.properties: 'key' has an empty value");
        assertThatThrownBy(() -> options.list("key")).hasMessage("some.properties: 'key' has an empty value");
        assertThatThrownBy(() -> options.requiredList("key")).hasMessage("some.properties: 'key' has an empty value");
    }

    @Test
    void everyMethodForOneValueShouldNameTheOptionWhenItIsGivenTwice() {
        give("key", "1");
        give("key", "1");

        assertEachRefuses("some.properties: 'key' has more than one value; it accepts one");
        assertThatThrownBy(() -> options.content("key"))
                .hasMessage("some.properties: 'key' has more than one value; it accepts one");
    }

    private void assertEachRefuses(String message) {
        Choice<Integer> choice = new Choice<>("red", 1, "blue", 2);
        assertThatThrownBy(() -> options.text("key"))
                .isInstanceOf(BadOption.class)
                .hasMessage(message);
        assertThatThrownBy(() -> options.number("key", 7, 0, 10)).hasMessage(message);
        assertThatThrownBy(() -> options.flag("key", false)).hasMessage(message);
        assertThatThrownBy(() -> options.choice("key", choice)).hasMessage(message);
        assertThatThrownBy(() -> options.choice("key", choice, 2)).hasMessage(message);
    }

    @Test
    void textShouldBeTrimmedWhenItHasSpacesAround() throws BadOption {
        give("key", "  a b ");

        assertThat(options.text("key")).contains("a b");
    }

    @Test
    void contentShouldBeEmptyTextWhenTheOptionHasItsContentElsewhere() throws BadOption {
        give("key", " ");

        assertThat(options.content("key")).contains("");
        assertThat(options.content("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "11", "-5", "+5", "five", "5.0", "5k", "0x5", "\u0665", "5 6", "99999999999999999999"})
    void numberShouldNameOptionAndBoundsWhenTheValueIsNoneWithinThem(String value) {
        give("key", value);

        assertThatThrownBy(() -> options.number("key", 7, 5, 10))
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: 'key' accepts a whole number from 5 to 10, not '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "10"})
    void numberShouldBeReadWhenItIsABound(String value) throws BadOption {
        give("key", value);

        assertThat(options.number("key", 7, 5, 10)).isEqualTo(Long.parseLong(value));
    }

    @Test
    void numberShouldBeTheDefaultWhenTheOptionIsAbsent() throws BadOption {
        assertThat(options.number("key", 7, 5, 10)).isEqualTo(7);
    }

    @Test
    void flagShouldBeReadWhenItIsTrueOrFalse() throws BadOption {
        give("yes", "true");
        give("no", "false");

        assertThat(options.flag("yes", false)).isTrue();
        assertThat(options.flag("no", true)).isFalse();
        assertThat(options.flag("absent", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", "tru", "TRUE"})
    void flagShouldNameOptionAndValuesWhenItIsNeither(String value) {
        give("key", value);

        assertThatThrownBy(() -> options.flag("key", false))
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: 'key' accepts true or false, not '" + value + "'");
    }

    @Test
    void choiceShouldBeWhatTheWordMeans() throws BadOption {
        Choice<Integer> choice = new Choice<>("red", 1, "blue", 2);
        give("first", "red");
        give("second", " blue ");

        assertThat(options.choice("first", choice, 2)).isEqualTo(1);
        assertThat(options.choice("second", choice)).isEqualTo(2);
        assertThat(options.choice("absent", choice)).isEqualTo(1);
        assertThat(options.choice("absent", choice, 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"green", "Red", "red blue"})
    void choiceShouldNameBothWordsWhenTheValueIsNeither(String value) {
        give("key", value);

        assertThatThrownBy(() -> options.choice("key", new Choice<>("red", 1, "blue", 2)))
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: 'key' accepts red or blue, not '" + value + "'");
    }

    @Test
    void rejectUnreadShouldNameEveryUnknownOptionAndAllKnownWhenThereAreSome() throws BadOption {
        give("key", "a");
        give("colour", "red");
        give("size", "1");
        options.text("other");
        options.text("key");

        assertThatThrownBy(options::rejectUnread)
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: unknown 'colour', 'size'; it accepts key, other");
    }

    @Test
    void rejectUnreadShouldAcceptEveryOptionThatWasRead() throws BadOption {
        List<String> all = List.of("list", "required", "text", "content", "number", "flag", "choice", "other");
        List<String> values = List.of("a", "a", "a", "a", "1", "true", "a", "a");
        for (int i = 0; i < all.size(); i++) {
            give(all.get(i), values.get(i));
        }
        options.list("list");
        options.requiredList("required");
        options.text("text");
        options.content("content");
        options.number("number", 0, 0, 1);
        options.flag("flag", false);
        options.choice("choice", new Choice<>("a", 1, "b", 2));
        options.choice("other", new Choice<>("a", 1, "b", 2), 2);

        options.rejectUnread();
    }

    @Test
    void rejectOthersThanShouldSayThatNoneIsAcceptedWhenThereAreNone() {
        give("colour", "red");

        assertThatThrownBy(() -> options.rejectOthersThan(Set.of()))
                .isInstanceOf(BadOption.class)
                .hasMessage("some.properties: unknown 'colour'; it accepts none");
    }

    @Test
    void errorsShouldSpellNamesAsThePlaceDoes() {
        give("colour", "red");
        Options<BadOption> elements = new Options<>(OptionWords.elements("a.xml: <b>"), source, BadOption::new);

        assertThatThrownBy(() -> elements.rejectOthersThan(Set.of("size")))
                .hasMessage("a.xml: <b>: unknown <colour>; it accepts size");
        assertThat(elements.bad("size", "x", "a size")).hasMessage("a.xml: <b>: <size> accepts a size, not 'x'");
        assertThat(elements.wrong("size", "is odd")).hasMessage("a.xml: <b>: <size> is odd");
    }
}
