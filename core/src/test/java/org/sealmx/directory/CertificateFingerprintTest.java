package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFingerprintTest {

    private static final String HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "0A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D",
                "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d",
                "0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9:0A:1B:2C:3D"
            })
    void parseShouldTakeEverySpelling(String text) {
        assertThat(CertificateFingerprint.parse(text)).contains(new CertificateFingerprint(HEX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0a1b",
                HEX + "00",
                "ga1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d",
                "0a1:b2:c3:d4:e5:f6:07:18:29:3a:4b:5c:6d:7e:8f:90:a1:b2:c3:d",
                "0a:1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d",
                ":" + HEX,
                HEX + "\n"
            })
    void parseShouldBeEmptyWhenTheTextIsNotAFingerprint(String text) {
        assertThat(CertificateFingerprint.parse(text)).isEmpty();
    }

    @Test
    void withColonsShouldBeAsLeapWritesIt() {
        assertThat(new CertificateFingerprint(HEX).withColons())
                .isEqualTo("0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d");
    }

    @Test
    void constructorShouldRefuseAnotherForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CertificateFingerprint("0A"));
    }
}
