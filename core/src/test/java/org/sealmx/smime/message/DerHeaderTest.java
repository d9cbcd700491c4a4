package org.sealmx.smime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "0, 3000",
        "127, 307f",
        "128, 308180",
        "255, 3081ff",
        "256, 30820100",
        "65535, 3082ffff",
        "65536, 3083010000",
        "16777216, 308401000000",
        "5000000000, 3085012a05f200"
    })
    void ofShouldUseAsFewOctetsAsCanBe(long length, String expected) {
        assertThat(HexFormat.of().formatHex(DerHeader.of(0x30, length))).isEqualTo(expected);
    }
}
