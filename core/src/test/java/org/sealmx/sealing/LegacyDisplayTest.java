package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.sealing.Sealing.seal;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.mime.SplitMessage;

/** No client hides part of a message that came in unencrypted. */
class LegacyDisplayTest {

    private static final int LONGER_THAN_A_BLOCK = 20_000;

    private static final String SIGNED =
            "Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"\r\n";

    private static boolean isGuarded(String message) throws Exception {
        String entity = seal(message).entity();
        SealedEntity.assertKept(message, entity);
        String body = entity.substring(entity.indexOf("\r\n\r\n") + 4);
        return body.matches("(?s)--(=_[0-9a-f]{40})\r\nContent-Type: text/plain\r\n\r\n\r\n--\\1\r\n.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNED + SIGNED,
                SIGNED + "Content-Type: multipart/mixed; boundary=b\r\n",
                "Content-Type: multipart/mixed; boundary=b\r\n" + SIGNED,
                SIGNED + "HP-Outer: From: a\r\n",
                "Content-Type: multipart/signed; boundary=b\r\n",
                "Content-Type: multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"\r\n",
                "Content-Type: multipart/signed; boundary=b; protocol=\"application/pgp-signature\"; hp=clear\r\n",
                "Content-Type: multipart/encrypted; boundary=b\r\n",
                "Content-Type: multipart/mixed; boundary=b (\r\n"
            })
    void sealShouldGuardWhateverIsWrapped(String header) throws Exception {
        for (String mark : new String[] {"hp-legacy-display=1", "protected-headers=v1"}) {
            assertThat(isGuarded(header + "\r\n--b\r\nContent-Type: text/plain; " + mark
                            + "\r\n\r\nSubject: a\r\n\r\nHello\r\n--b--\r\n"))
                    .isTrue();
        }
    }

    @Test
    void sealShouldPutAnEmptyTextBeforeAMarkedText() throws Exception {
        String content = "Content-Type: text/plain; hp-legacy-display=\"1\"; protected-headers=\"v1\"\r\n";
        String body = "\r\nSubject: odd mail\r\n\r\ntext\r\n";

        String entity = seal("X-A: 1\r\n" + content + body).entity();

        String boundary = entity.replaceFirst("(?s).*?boundary=\"([^\"]+)\".*", "$1");
        assertThat(entity)
                .isEqualTo("Content-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";\r\n boundary=\""
                        + boundary
                        + "\"\r\nX-A: 1\r\n\r\n--" + boundary + "\r\nContent-Type: text/plain\r\n\r\n\r\n--" + boundary
                        + "\r\n" + content + body + "\r\n--" + boundary + "--\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; hp-legacy-display=1",
                "TEXT/HTML; HP-Legacy-Display=\"1\"",
                "text/plain; hp-legacy-display*=us-ascii''1",
                "text/plain; hp-legacy-display",
                "text/plain; hp=\"clear\"; hp-legacy-display=\"1\"",
                "text/plain; hp=\"clear\"; protected-headers=\"v1\"",
                "text/plain; protected-headers=\"v2\"",
                "application/pkcs7-mime; hp-legacy-display=1"
            })
    void sealShouldGuardATypeWithTheMark(String contentType) throws Exception {
        assertThat(isGuarded("Content-Type: " + contentType + "\r\n\r\nHello")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain; hp-legacy-display=\"1\"",
                "text/plain; HP-LEGACY-DISPLAY=\"1\"",
                "text/rfc822-headers; protected-headers=\"v1\"",
                "text/plain; charset=us-ascii; Protected-Headers=\"v1\""
            })
    void sealShouldGuardAPartWithTheMark(String contentType) throws Exception {
        String part = "--b\r\nContent-Type: " + contentType + "\r\n\r\nSubject: a\r\n\r\n--b\r\n\r\nHello\r\n--b--\r\n";

        assertThat(isGuarded("Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part))
                .isTrue();
        assertThat(isGuarded(
                        "Subject: a\r\nContent-Type: multipart/mixed; boundary=b; protected-headers=v1\r\n\r\n" + part))
                .isTrue();
    }

    @Test
    void sealShouldFindTheMarkAtEachPlaceOfALargeBody() throws Exception {
        for (String mark : new String[] {"hp-legacy-display", "protected-headers"}) {
            for (int before = LONGER_THAN_A_BLOCK - 40; before < LONGER_THAN_A_BLOCK; before++) {
                String filling = "hp-l".repeat(before).substring(0, before) + ".";
                assertThat(mayBeIn(filling + mark)).isTrue();
                assertThat(mayBeIn(filling + mark.toUpperCase(Locale.ROOT) + filling))
                        .isTrue();
                assertThat(mayBeIn(filling + mark.substring(1) + filling)).isFalse();
                assertThat(mayBeIn(filling + mark.substring(0, mark.length() - 1)))
                        .isFalse();
            }
        }
        for (int before = 16_300; before < 16_500; before++) {
            assertThat(mayBeIn("\u00ff".repeat(before) + "protected-headers")).isTrue();
        }
    }

    private static boolean mayBeIn(String body) {
        return LegacyDisplay.mayBeIn(SplitMessage.of(Sealing.message("\r\n" + body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n\r\nlegacy display, hp-legacy, protected headers",
                "Content-Type: text/plain\r\nX-A: hp-legacy-display\r\n\r\n",
                "Content-Type: text/plain; protected-headers=\"v1\"\r\n\r\nHello",
                "From: a\r\n\r\nContent-Type: text/plain; hp-legacy-display=\"1\"",
                SIGNED + "\r\n--b\r\nContent-Type: text/plain; protected-headers=v1\r\n",
                "Content-Type: application/pkcs7-mime\r\n\r\nAAAA"
            })
    void sealShouldGuardNothingElse(String message) throws Exception {
        assertThat(isGuarded(message)).isFalse();
    }
}
