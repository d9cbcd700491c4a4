package org.sealmx.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 section 4.1.2, RFC 6531 section 3.3. */
class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org",
                "first.last@example.org",
                "!#$%&'*+-/=?^_`{|}~@example.org",
                "0@1.example",
                "a@localhost",
                "a@[192.0.2.1]",
                "a@[ipv6:2001:db8::1]",
                "\"two words\"@example.org",
                "\"a@b\"@example.org",
                "\"a\\\\b\"@example.org",
                "\"a\\\"b\"@example.org",
                "\".a..b.\"@example.org",
                "jörg@example.org",
                "用户@example.org",
                "\"jörg smith\"@example.org",
                "🥳@example.org"
            })
    void toStringShouldBeTheTextWhenTheAddressIsValid(String text) throws Exception {
        assertThat(EmailAddress.parse(text)).hasToString(text);
        assertThat(EmailAddress.parse(EmailAddress.parse(text).toString())).isEqualTo(EmailAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "@example.org",
                "a@",
                "a b@example.org",
                ".a@example.org",
                "a.@example.org",
                "a..b@example.org",
                "a@b@example.org",
                "a,b@example.org",
                "a(b)@example.org",
                "a<b>@example.org",
                "a\\b@example.org",
                "a\r\n@example.org",
                "a\u0000@example.org",
                "a\u0085@example.org",
                "a\u00A0b@example.org",
                "a\u2028b@example.org",
                "\uD800@example.org",
                "\"\uD800\"@example.org",
                "\"\"@example.org",
                "\"@example.org",
                "\"a@example.org",
                "a\"@example.org",
                "\"a\"b\"@example.org",
                "\"a\\\"@example.org",
                "\"a\nb\"@example.org",
                "\"a\\\u0007b\"@example.org",
                "a@.",
                "a@.example.org",
                "a@example.org.",
                "a@example..org",
                "a@-example.org",
                "a@exam ple.org",
                "a@example.org\r\n",
                "a@[]",
                "a@[192.0.2.1",
                "a@[192.0.2.1 ]",
                "a@[<b>]",
                "a@\uD800.example"
            })
    void parseShouldRejectAndNotRepeatTheTextWhenTheAddressIsNotValid(String text) {
        assertThatThrownBy(() -> EmailAddress.parse(text))
                .isInstanceOf(AddressSyntaxException.class)
                .hasMessageNotContaining("example.org");
        assertThatThrownBy(() -> EmailAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "Alice@Example.ORG, alice@example.org",
        "\"Two Words\"@example.org, \"two words\"@EXAMPLE.org",
        "\"alice\"@example.org, alice@example.org",
        "a@bücher.example, a@xn--bcher-kva.example",
        "a@BÜCHER.example, a@XN--BCHER-KVA.example",
        "jörg@example.org, JO\u0308RG@example.org",
        "J\u030C@example.org, \u01F0@example.org"
    })
    void equalsShouldBeTrueWhenOnlyCaseOrNormalizationDiffer(String one, String other) {
        assertThat(EmailAddress.of(one)).isEqualTo(EmailAddress.of(other)).hasSameHashCodeAs(EmailAddress.of(other));
        assertThat(EmailAddress.of(one).canonical())
                .isEqualTo(EmailAddress.of(other).canonical());
    }

    @Test
    void equalsShouldBeFalseWhenLocalPartOrDomainDiffer() {
        assertThat(EmailAddress.of("a@example.org"))
                .isNotEqualTo(EmailAddress.of("b@example.org"))
                .isNotEqualTo(EmailAddress.of("a@example.net"))
                .isNotEqualTo("a@example.org");
    }

    @Test
    void localPartShouldBeKeptAsItWasWritten() {
        EmailAddress address = EmailAddress.of("\"O\\\"Brien\"@Example.ORG");
        assertThat(address.localPart()).isEqualTo("O\"Brien");
        assertThat(address.canonicalLocalPart()).isEqualTo("o\"brien");
        assertThat(address.domain()).isEqualTo("example.org");
        assertThat(address).hasToString("\"O\\\"Brien\"@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "A", "a.", "e\u0301", "xn--ü.", "\u200d", "😀"})
    void parseShouldRefuseADomainThatIsTooLongBeforeItIsConverted(String part) {
        assertThatThrownBy(() -> EmailAddress.parse("a@" + part.repeat(200_000)))
                .isInstanceOf(AddressSyntaxException.class)
                .hasMessage("the domain is longer than 255 octets");
    }

    @Test
    void parseShouldTakeLongSendersAndRejectThoseBeyondTheLimit() throws Exception {
        assertThat(EmailAddress.parse("a".repeat(255) + "@example.org").localPart())
                .hasSize(255);
        assertThatThrownBy(() -> EmailAddress.parse("a".repeat(256) + "@example.org"))
                .hasMessageContaining("255 octets");
        assertThatThrownBy(() -> EmailAddress.parse("é".repeat(128) + "@example.org"))
                .hasMessageContaining("255 octets");
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, label);
        assertThat(EmailAddress.parse("a@" + longest).domain()).hasSize(255);
        assertThatThrownBy(() -> EmailAddress.parse("a@" + longest + ".a")).isInstanceOf(AddressSyntaxException.class);
        assertThatThrownBy(() -> EmailAddress.parse("a@" + label + "a.org")).isInstanceOf(AddressSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "alice+news@example.org, +, alice@example.org",
        "Alice+a+b@example.org, +, Alice@example.org",
        "alice-news@example.org, -, alice@example.org",
        "alice+@example.org, +, alice@example.org",
        "alice-a+b@example.org, +-, alice@example.org",
        "alice+a-b@example.org, +-, alice@example.org",
        "alice_a@example.org, +-,",
        "post-master@example.org, +-, post@example.org",
        "owner-list@example.org, -+,",
        "List-Request@example.org, -+,",
        "owner-list@example.org, +,",
        "-request@example.org, -,",
        "a-request+x@example.org, -+, a@example.org",
        "double-bounce@example.org, -,",
        "MAILER-DAEMON@example.org, -,",
        "alice@example.org, +,",
        "alice-news@example.org, +,",
        "+news@example.org, +,"
    })
    void withoutExtensionShouldCutAtTheFirstDelimiter(String address, String delimiter, String expected) {
        assertThat(new RecipientDelimiter(delimiter)
                        .withoutExtension(EmailAddress.of(address))
                        .map(EmailAddress::toString))
                .isEqualTo(java.util.Optional.ofNullable(expected));
    }

    @Test
    void isAsciiShouldLookAtTheLocalPart() {
        assertThat(EmailAddress.of("alice@bücher.example").isAscii()).isTrue();
        assertThat(EmailAddress.of("jörg@example.org").isAscii()).isFalse();
    }

    static java.util.stream.IntStream seeds() {
        return java.util.stream.IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parseShouldThrowNothingElseWhateverTheText(int seed) {
        Random random = new Random(seed);
        String alphabet = "ab.@\"\\-[]: <>\u0000\r\né\u0301\u3002\uD83E\uDD73ßİ\u200Dxn--";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThatCode(() -> roundTrip(text.toString())).doesNotThrowAnyException();
        }
    }

    private static void roundTrip(String text) {
        EmailAddress address;
        try {
            address = EmailAddress.parse(text);
        } catch (AddressSyntaxException e) {
            return;
        }
        assertThat(EmailAddress.of(address.toString())).isEqualTo(address);
        assertThat(address.toString().chars()).allMatch(c -> c >= ' ' && c != 127);
    }

    @Test
    void parseShouldAcceptADomainWithUnderscoresSinceSendersHaveThem() throws AddressSyntaxException {
        assertThat(EmailAddress.parse("news@mail_out.example.net").domain()).isEqualTo("mail_out.example.net");
    }

    @Test
    void parseDomainShouldJudgeAlikeWhenOnlyTheLetterCaseDiffers() {
        // a domain in lower case may be taken as it is, one in upper case must be converted
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("a");
            int length = random.nextInt(8);
            for (int i = 0; i < length; i++) {
                text.append("ab1_-..".charAt(random.nextInt(7)));
            }
            if (random.nextInt(10) == 0) {
                text.append("x".repeat(55 + random.nextInt(12)));
            }
            String lower = text.reverse().toString();
            assertThat(judge(lower)).isEqualTo(judge(lower.toUpperCase(Locale.ROOT)));
        }
        String long255 = ("x".repeat(62) + ".").repeat(4) + "xxx";
        assertThat(judge(long255)).isEqualTo(long255);
        assertThat(judge(long255 + "x")).isEqualTo("refused");
    }

    private static String judge(String domain) {
        try {
            return EmailAddress.parseDomain(domain);
        } catch (AddressSyntaxException e) {
            return "refused";
        }
    }

    @Test
    void sharingDomainShouldGiveAnEqualAddressWithTheStringThatIsGiven() {
        String shared = String.join(".", "example", "org");
        EmailAddress address = EmailAddress.of("Alice@Example.ORG").sharingDomain(shared);
        assertThat(address).isEqualTo(EmailAddress.of("alice@example.org")).hasToString("Alice@example.org");
        assertThat(address.domain()).isSameAs(shared);
        assertThatThrownBy(() -> address.sharingDomain("example.net")).isInstanceOf(IllegalArgumentException.class);
    }
}
