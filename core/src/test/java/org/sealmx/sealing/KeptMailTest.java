package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CipherSuite;

/** The fuzzer's check of kept mail finds what it should, and nothing else. */
class KeptMailTest {

    private static final String ARMOR =
            EncryptedMail.armor(EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, Sealing.KEY));

    @Test
    void assertNothingIsLostShouldPassArmorHeadersAndWhiteSpaceOfAnyKind() {
        String odd = ARMOR.replace("MESSAGE-----\r\n\r\n", "MESSAGE-----\r\nComment: x\r\n\r\n")
                .replaceFirst("([0-9A-Za-z+/])\r\n([0-9A-Za-z+/])", "$1\u001d\n$2");

        assertThatCode(() -> FuzzedMail.seal(EncryptedMail.message(odd).getBytes(ISO_8859_1), 0)
                        .verify())
                .doesNotThrowAnyException();
        assertThatCode(() -> KeptMail.assertNothingIsLost("--b\r\n" + odd + "--b--\r\n", odd))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> KeptMail.assertNothingIsLost("--b\r\n" + odd + "--b--\r\n", ARMOR))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void assertNothingIsLostShouldFindTextAfterTheArmor() {
        assertThatThrownBy(() -> KeptMail.assertNothingIsLost("--b\r\n" + ARMOR + "--b--\r\ntext", ARMOR))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> KeptMail.assertNothingIsLost("text --b\r\n" + ARMOR + "--b--\r\n", ARMOR))
                .isInstanceOf(AssertionError.class);
    }
}
