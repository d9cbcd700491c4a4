package org.sealmx.openpgp.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.smtp.EmailAddress;

class UserIdAddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Alice <alice@example.org>|alice@example.org",
                "Alice (work) <Alice@Example.ORG>|alice@example.org",
                "<alice@example.org>|alice@example.org",
                "alice@example.org|alice@example.org",
                "alice@example.org (work)|alice@example.org",
                "Alice alice@example.org|alice@example.org",
                "'Alice <at> home <alice@example.org>'|alice@example.org",
                "alice@example.net <alice@example.org>|alice@example.org",
                "Jörg < jörg@bücher.example >|jörg@xn--bcher-kva.example",
                "JÖRG <JÖRG@XN--BCHER-KVA.example>|jörg@bücher.example",
                "'\"two words\" <\"two words\"@example.org>'|\"two words\"@example.org"
            })
    void ofShouldFindTheAddress(String userId, String address) {
        assertThat(UserIdAddresses.of(List.of(userId.getBytes(UTF_8)))).containsExactly(EmailAddress.of(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice",
                "",
                "<>",
                "<alice>",
                "alice at example.org",
                "a@b@",
                "@example.org",
                "<a..b@example.org>"
            })
    void ofShouldFindNothingWhenThereIsNoAddress(String userId) {
        assertThat(UserIdAddresses.of(List.of(userId.getBytes(UTF_8)))).isEmpty();
    }

    @Test
    void ofShouldFindAllAddressesWhenThereAreSeveralUserIds() {
        assertThat(UserIdAddresses.of(List.of(
                        "Alice <alice@example.org>".getBytes(UTF_8),
                        "A photo".getBytes(UTF_8),
                        "Alice <ALICE@example.org>".getBytes(UTF_8),
                        "J\u00f6rg <joerg@example.org>".getBytes(ISO_8859_1))))
                .containsExactlyInAnyOrder(EmailAddress.of("alice@example.org"), EmailAddress.of("joerg@example.org"));
    }
}
