package org.sealmx.delivery.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

class ForwardSenderTest {

    private static String rewritten(String template, String sender) {
        return ForwardSender.parse(template)
                .of(ReversePath.of(EmailAddress.of(sender)))
                .map(ReversePath::toString)
                .orElse("(none)");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            keep                                 | bob@sender.example             | <bob@sender.example>
            bounces@example.org                  | bob@sender.example             | <bounces@example.org>
            fwd+{local}={domain}@example.org     | bob@sender.example             | <fwd+bob=sender.example@example.org>
            fwd+{domain}={local}@example.org     | Bob@sender.example             | <fwd+sender.example=Bob@example.org>
            {local}@srs.example.org              | "odd one"@sender.example       | <"odd one"@srs.example.org>
            {local}@srs.example.org              | "a\\"b\\\\c"@sender.example      | <"a\\"b\\\\c"@srs.example.org>
            fwd+{local}={domain}@example.org     | bob@[192.0.2.1]                | <"fwd+bob=[192.0.2.1]"@example.org>
            fwd+{local}={domain}@example.org     | {domain}{local}@sender.example | <fwd+{domain}{local}=sender.example@example.org>
            {local}@bücher.example          | bob@sender.example             | <bob@xn--bcher-kva.example>
            {local}={domain}@example.org         | jürgen@sender.example     | <jürgen=sender.example@example.org>
            """)
    void senderShouldBeKeptOrReplaced(String template, String sender, String expected) {
        assertThat(rewritten(template, sender)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "bounces@example.org", "fwd+{local}={domain}@example.org"})
    void nullSenderShouldAlwaysStay(String template) {
        assertThat(ForwardSender.parse(template).of(ReversePath.nullPath())).contains(ReversePath.nullPath());
    }

    @Test
    void senderThatBecomesLongerThanAddressesMayBeShouldHaveNoReplacement() {
        String longest = "x".repeat(EmailAddress.MAX_LOCAL_PART) + "@sender.example";
        assertThat(rewritten("fwd+{local}@example.org", longest)).isEqualTo("(none)");
        assertThat(rewritten("bounces@example.org", longest)).isEqualTo("<bounces@example.org>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Keep",
                "example.org",
                "@example.org",
                "a@",
                "a b@example.org",
                "a@b c",
                "{local}@{domain}",
                "{sender}@example.org",
                "{local@example.org",
                "local}@example.org",
                "\"a\"@example.org",
                "a\\@example.org",
                "<a@example.org>"
            })
    void whatIsNoAddressShouldBeRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ForwardSender.parse(text));
    }

    @Test
    void toStringShouldNotNameTheAddress() {
        assertThat(ForwardSender.parse("bounces@example.org")).hasToString("ForwardSender[rewritten]");
        assertThat(ForwardSender.parse("keep")).hasToString("ForwardSender[keep]");
    }
}
