package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "alice@example.org, alice@example.org",
                "\"a..b\"@example.org, a..b@example.org",
                "\"a\\\"b\\\\c\"@example.org, a\"b\\c@example.org",
                "\"@example.org, \"@example.org"
            })
    void nameShouldBeTheAddressWithoutQuotes(String address, String name) {
        assertThat(Logins.withoutQuotes(address)).isEqualTo(name);
    }
}
