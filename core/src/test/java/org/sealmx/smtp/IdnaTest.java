package org.sealmx.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdnaTest {

    @ParameterizedTest
    @CsvSource({
        "straße.example, xn--strae-oqa.example",
        "STRAẞE.Example, xn--strae-oqa.example",
        "strasse.example, strasse.example",
        "faß.de, xn--fa-hia.de",
        "βόλος.com, xn--nxasmm1c.com",
        "bücher.example, xn--bcher-kva.example",
        "BU\u0308CHER.example, xn--bcher-kva.example",
        "ΟΔΟΣ.example, xn--pxavbq.example",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "他们为什么不说中文, xn--ihqwcrb4cv8a8dqg056pqjye",
        "почемужеонинеговорятпорусски, xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "Hello-Another-Way-それぞれの場所, xn--hello-another-way--fc4qua05auwb3674vfr0b",
        "l·l.example, xn--ll-0ea.example",
        "カ・カ.example, xn--lcka3v.example",
        "under_score.XN--BCHER-KVA, under_score.xn--bcher-kva",
    })
    void toAsciiShouldBeTheLabelsOfIdna2008(String domain, String expected) throws AddressSyntaxException {
        assertThat(Idna.toAscii(domain)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exam\u200bple.org", // zero width space
                "exam\u200cple.org", // zero width non-joiner
                "exam\u200dple.org", // zero width joiner
                "exam\u2060ple.org", // word joiner
                "exam\ufeffple.org", // byte order mark
                "exam\u00adple.org", // soft hyphen
                "exam\u034fple.org", // combining grapheme joiner
                "exam\ufe0fple.org", // variation selector
                "exam\u180eple.org", // Mongolian vowel separator
                "exam\u3164ple.org", // Hangul filler
                "\uff45xample.org", // full-width e
                "example\uff0eorg", // full-width full stop
                "example\u3002org", // ideographic full stop
                "example\uff61org", // half-width ideographic full stop
                "\u2100.org", // a/c
                "\ud835\udc1axample.org", // mathematical bold a
                "\u0301a.org", // a combining mark at the start
                "a\u00b7b.org",
                "a\u30fbb.org",
                "\u0661\u06f1.org", // digits of two kinds
                "\ud83d\ude00.org", // an emoji
                "b\u00fccher_x.org",
                "-b\u00fccher.org",
                "b\u00fccher-.org",
                "xn--b\u00fccher.org",
                "\ud800.org"
            })
    void toAsciiShouldRefuseWhatNoDomainNameMayHave(String domain) {
        assertThatThrownBy(() -> Idna.toAscii(domain)).isInstanceOf(AddressSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "xn--strae-oqa.example, straße.example",
        "a.xn--r8jz45g.xn--zckzah, a.例え.テスト",
        "xn--.example, xn--.example",
        "xn--a-b-.example, xn--a-b-.example",
        "xn--99999999999.example, xn--99999999999.example",
        "xn--i-7iq.ws, xn--i-7iq.ws",
        "xn--pple-43d.com, аpple.com"
    })
    void toUnicodeShouldLeaveWhatIsNotAValidALabel(String domain, String expected) {
        assertThat(Idna.toUnicode(domain)).isEqualTo(expected);
    }

    @Test
    void decodeShouldFindWhatWasEncodedWhateverItIs() {
        Random random = new Random(7);
        int[] ranges = {0x7f, 0x3ff, 0xffff, 0x10ffff};
        for (int round = 0; round < 20_000; round++) {
            int range = ranges[random.nextInt(ranges.length)];
            int[] text = random.ints(1 + random.nextInt(20), 1, range)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .toArray();
            String expected = new String(text, 0, text.length);
            assertThat(Punycode.decode(Punycode.encode(text))).isEqualTo(Optional.of(expected));
        }
    }

    @Test
    void addressesShouldBeEqualWhenTheirDomainsAreTheSameAndNoOthers() {
        assertThat(EmailAddress.of("a@straße.example")).isEqualTo(EmailAddress.of("a@xn--strae-oqa.example"));
        assertThat(EmailAddress.of("a@straße.example")).isNotEqualTo(EmailAddress.of("a@strasse.example"));
        assertThatThrownBy(() -> EmailAddress.parse("a@exam\u200bple.org")).isInstanceOf(AddressSyntaxException.class);
    }

    /** Domains that were registered under older rules still send mail. */
    @Test
    void addressShouldBeValidWhenItsALabelIsOfOlderRules() throws AddressSyntaxException {
        assertThat(EmailAddress.parse("a@xn--i-7iq.ws").domain()).isEqualTo("xn--i-7iq.ws");
    }
}
