package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetourCheckTest {

    private final FakePostfix postfix = new FakePostfix();

    @ParameterizedTest
    @CsvSource({
        "archive@elsewhere.example, mx.example.net, 1",
        "archive@Example.ORG, mx.example.net, 0",
        "archive, mx.example.net, 1",
        "archive, example.org, 0",
        "archive, /etc/mailname, 0",
        "archive@, mx.example.net, 1",
    })
    void copyOfAllMailThatLeavesShouldBeNamed(String to, String origin, int problems) {
        postfix.values.put("always_bcc", to);
        postfix.values.put("myorigin", origin);
        postfix.tables.put("/etc/mailname", "example.org");

        assertThat(postfix.problems()).hasSize(problems).allMatch(text -> text.contains("always_bcc = " + to));
    }

    @Test
    void tablesThatTakeAWholeDomainElsewhereShouldBeNamed() {
        postfix.values.put("virtual_alias_maps", "hash:/etc/postfix/virtual");
        postfix.values.put("recipient_bcc_maps", "hash:/etc/postfix/bcc");
        postfix.tables.put("hash:/etc/postfix/virtual @example.org", "@example.org, all@elsewhere.example");
        postfix.tables.put("hash:/etc/postfix/bcc @example.org", "archive@elsewhere.example");

        assertThat(postfix.problems())
                .hasSize(2)
                .anyMatch(text ->
                        text.contains("virtual_alias_maps has @example.org, all@elsewhere.example for @example.org"))
                .anyMatch(text -> text.contains("recipient_bcc_maps has archive@elsewhere.example for @example.org"));

        postfix.tables.put("hash:/etc/postfix/virtual @example.org", "@example.org");
        postfix.tables.put("hash:/etc/postfix/bcc @example.org", "archive@example.org");
        assertThat(postfix.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "^.+@example\\.org$, x@elsewhere.example, true",
        "^.+@example\\.org$, x@example.org, false",
        "^postmaster@example\\.org$, x@elsewhere.example, false",
        "^@example\\.org$, x@elsewhere.example, false",
    })
    void patternsThatTakeAWholeDomainElsewhereShouldBeNamed(String pattern, String to, boolean named) {
        postfix.values.put("virtual_alias_maps", "pcre:/etc/postfix/virtual");
        postfix.patterns.put("pcre:/etc/postfix/virtual", Map.of(pattern, to));

        assertThat(postfix.problems())
                .hasSize(named ? 1 : 0)
                .allMatch(text -> text.contains("virtual_alias_maps has " + to + " for @example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canonical", "recipient_canonical"})
    void rewritingThatTakesAWholeDomainElsewhereShouldBeNamed(String table) {
        postfix.values.put(table + "_maps", "hash:/etc/postfix/canonical");
        postfix.tables.put("hash:/etc/postfix/canonical @example.org", "@elsewhere.example");
        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .contains(table + "_maps has @elsewhere.example for @example.org, so its mail goes there, unsealed");

        postfix.values.put(table + "_classes", "header_recipient");
        assertThat(postfix.problems()).as("in headers only").isEmpty();
    }

    @Test
    void rewritingWithinOurDomainsShouldBeInOrder() {
        postfix.values.put("canonical_maps", "hash:/etc/postfix/canonical");
        postfix.tables.put("hash:/etc/postfix/canonical @example.org", "everybody@Example.ORG");

        assertThat(postfix.problems()).isEmpty();
    }

    @Test
    void relocationOfAWholeDomainShouldBeNamedWhereverItLeads() {
        postfix.values.put("relocated_maps", "hash:/etc/postfix/relocated");
        postfix.tables.put("hash:/etc/postfix/relocated @example.org", "somebody@example.org");

        assertThat(postfix.problems())
                .singleElement()
                .asString()
                .contains("relocated_maps has somebody@example.org for @example.org, so Postfix returns its mail");
    }
}
