package org.sealmx.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.explain.ExplanationText.Drawing;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Names, ids and addresses that others wrote can do nothing to a terminal or a page. */
class HostileExplanationTest {

    private static final String ESCAPE = "\u001b[2J\u001b]0;owned\u0007";
    private static final String C1 = "\u009b31m";
    private static final String REVERSED = "\u202egro.elpmaxe";
    private static final String SCRIPT = "<script>alert('1')</script>&amp;";
    private static final String LINES = "a\r\nAt RCPT:     250 2.1.5 forged\u2028b\u0000c\u007f";
    private static final String ALL = ESCAPE + C1 + REVERSED + SCRIPT + LINES;

    private static Explanation hostile() {
        return ExplainBed.of(
                        main("user" + ALL, "bob@example.org")
                                .key(TestKeys.curve25519("Bob " + ALL + " <bob@example.org>")
                                        .armoredCertificate())
                                .id("id" + ALL),
                        alias("u", "\"<b>x\u202e\"@example.org", "bob@example.org")
                                .acceptFrom("\"<i>\"@example.com"))
                .explainer
                .explain(
                        EmailAddress.of("\"<b>x\u202e\"@example.org"),
                        ReversePath.of(EmailAddress.of("\"<i>\u202e\"@example.com")));
    }

    @ParameterizedTest
    @EnumSource
    void drawingShouldHaveNothingButVisibleCharacters(Drawing drawing) {
        String text = ExplanationText.of(hostile(), drawing);
        assertThat(text).contains("bob@example.org");
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .allMatch(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.LINE_SEPARATOR);
        if (drawing == Drawing.ASCII) {
            assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
        }
        assertThat(text.lines().filter(line -> line.startsWith("At RCPT:"))).hasSize(1);
        assertThat(text).contains("\\u{1b}[2J").contains("\\u{202e}");
    }

    @Test
    void jsonShouldBeAsciiWithoutWhatHasAMeaningInHtml() throws Exception {
        Explanation explanation = hostile();
        String json = ExplanationJson.of(explanation);
        assertThat(json.chars()).allMatch(c -> c == '\n' || c == '\r' || (c >= ' ' && c <= '~'));
        assertThat(json)
                .doesNotContain("<")
                .doesNotContain(">")
                .doesNotContain("&")
                .doesNotContain("'");
        JsonNode read = new JsonMapper().readTree(json);
        assertThat(read.path("address").asText())
                .isEqualTo(explanation.address().toString());
        JsonNode account = read.path("accounts").path(0);
        assertThat(account.path("account").asText()).isEqualTo("user" + ALL);
        assertThat(account.path("certificatesOf").asText()).isEqualTo("id" + ALL);
        assertThat(account.path("certificates").path(0).path("names").path(0).asText())
                .as("a name from a certificate has a question mark for each character that cannot be seen")
                .isEqualTo("Bob ?[2J?]0;owned??31m?gro.elpmaxe" + SCRIPT
                        + "a??At RCPT:     250 2.1.5 forged?b?c? <bob@example.org>");
    }

    @Test
    void drawingShouldShowOrdinaryNamesAsTheyAre() {
        assertThat(Visible.of("Jörg Müller <jörg@example.org> 鈴木")).isEqualTo("Jörg Müller <jörg@example.org> 鈴木");
        assertThat(Visible.of("é\u00a0\ud83d\ude00", true)).isEqualTo("\\u{e9}\\u{a0}\\u{1f600}");
        assertThat(Visible.of("a\ud800b")).isEqualTo("a\\u{d800}b");
    }
}
