package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.mailets.Refuse;
import org.sealmx.server.config.StartUpException;

class TrustedMailetsCheckTest {

    private static void check(List<String> trusted) {
        new TrustedMailetsCheck(Refuse.class.getClassLoader(), trusted).check();
    }

    @Test
    void checkShouldPassWhenEachClassIsAMailet() {
        assertThatCode(() -> check(List.of(Refuse.class.getName(), "org.apache.james.transport.mailets.Null")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(List.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.Scan, is neither in James nor in a jar of extensions-jars",
        "Refuse, is neither in James nor in a jar of extensions-jars",
        "java.lang.String, is not a mailet"
    })
    void checkShouldNameTheClassThatIsNotAMailet(String name, String problem) {
        assertThatExceptionOfType(StartUpException.class)
                .isThrownBy(() -> check(List.of(Refuse.class.getName(), name)))
                .withMessage("sealmx.properties: 'trusted-mailets': the class " + name + " " + problem
                        + "; write the full name of the class, or remove it");
    }
}
