package org.sealmx.directory.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.main;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.smtp.EmailAddress;

class NotifyFieldTest {

    private static final Doc ALICE = main("u1", "alice@example.org").id("d1");

    private static Identity identity(Doc document) {
        return (Identity)
                IdentityParser.parse(StoredDocument.of(document.json())).orElseThrow();
    }

    @Test
    void addressShouldBeRead() {
        Doc document = ALICE.with("notify", "Alice@Elsewhere.example");
        assertThat(identity(document).noticeAddress()).contains(EmailAddress.of("alice@elsewhere.example"));
        assertThat(NotifyField.problemIn(document.json())).isEmpty();
        assertThat(identity(document).withKeyMaterial(CertificateMaterial.NONE)).isEqualTo(identity(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17|is not a string",
                "{\"a\": 1}|is not a string",
                "[]|is not a string",
                "\"\"|an address consists of",
                "\"nobody\"|an address consists of",
                "\"a@b@c d\"|\"notify\": ",
                "\"ALICE@example.org\"|is the address itself",
            })
    void whatIsNoOtherAddressShouldBeReportedAndHarmNoMail(String json, String problem) {
        Doc document = ALICE.withRaw("notify", json);
        assertThat(identity(document)).isEqualTo(identity(ALICE));
        assertThat(NotifyField.problemIn(document.json()))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("\"notify\"").contains(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null"})
    void fieldShouldBeOptional(String json) {
        assertThat(NotifyField.problemIn(ALICE.withRaw("notify", json).json())).isEmpty();
        assertThat(NotifyField.problemIn(ALICE.json())).isEmpty();
        assertThat(identity(ALICE).noticeAddress()).isEmpty();
    }
}
