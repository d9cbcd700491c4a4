package org.sealmx.server.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmtpPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10024, lmtp:inet:127.0.0.1:10024",
        "' 10.1.2.3:24 ', lmtp:inet:10.1.2.3:24",
        "mail.example.org:24, lmtp:inet:mail.example.org:24",
        "0.0.0.0:10024, lmtp:inet:127.0.0.1:10024",
        "*:10024, lmtp:inet:127.0.0.1:10024",
        "[::]:10024, lmtp:inet:127.0.0.1:10024",
        "::1:10024, lmtp:inet:[::1]:10024",
        "[::1]:10024, lmtp:inet:[::1]:10024"
    })
    void transportShouldBeWherePostfixReachesLmtp(String bind, String transport) {
        assertThat(LmtpPlace.transport(bind)).isEqualTo(transport);
    }

    @Test
    void transportShouldBeTheFirstOfSeveralAndTheDefaultOfNone() {
        assertThat(LmtpPlace.transport("127.0.0.2:1", "127.0.0.1:2")).isEqualTo("lmtp:inet:127.0.0.2:1");
        assertThat(LmtpPlace.transport()).isEqualTo("lmtp:inet:127.0.0.1:10024");
    }
}
