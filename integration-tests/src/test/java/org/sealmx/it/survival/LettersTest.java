package org.sealmx.it.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {

    private final Letters letters = new Letters(1);

    @Test
    void letterShouldBeKnownByItsWholeText() {
        Letters.Letter first = letters.next(List.of("a@example.org", "b@example.org"));
        Letters.Letter second = letters.next(List.of("a@example.org"));
        assertThat(first.text()).isNotEqualTo(second.text());
        assertThat(letters.numberOf(first.octets())).isZero();
        assertThat(letters.numberOf(second.octets())).isEqualTo(1);
        assertThat(letters.expected())
                .containsExactly("0 to a@example.org", "0 to b@example.org", "1 to a@example.org");
    }

    @Test
    void damagedLetterShouldNotBeKnown() {
        byte[] octets = letters.next(List.of("a@example.org")).octets();
        String text = new String(octets, StandardCharsets.US_ASCII);
        int lastLine = text.lastIndexOf(Letters.SECRET);
        assertThat(letters.numberOf(text.substring(0, lastLine).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(-1);
        assertThat(letters.numberOf(new byte[0])).isEqualTo(-1);
    }
}
