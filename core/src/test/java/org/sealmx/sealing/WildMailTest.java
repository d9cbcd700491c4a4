package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever form encrypted mail comes in, it is kept or sealed according to the rules, and every word that a person
 * could read is still there.
 */
class WildMailTest {

    /**
     * Text that nobody reads: boundaries, what programs write about the packets, and remarks for programs without MIME.
     */
    private static final Pattern NOISE = Pattern.compile("(?m)"
            + "^--b(?:--)?$|^VmVyc2lvbjogMQo=$|boundary=\"?b\"?|^Version: 1$|multipart/(?:encrypted|mixed)|"
            + "^Content-(?:Transfer-Encoding|Length|MD5):.*|^(?:Comment|Version): *$|^X-SealMX: .*|"
            + "^This is an? .*(?:encrypted message|in MIME format).*|"
            + "^Content-Type: text/plain; charset=\"us-ascii\"$|"
            + "; (?:x-avg|x-avg-checked|micalg|charset|format|delsp|hp|protected-headers)=[-\\w\"]*");

    private static SealedMessage seal(WildMail mail) throws Exception {
        return new MessageSealer(new SecureRandom())
                .seal(Sealing.message(mail.message()), Sealing.KEY.usable(), Sealing.trace(), new SealingShare());
    }

    private static boolean isKept(SealedMessage sealed) {
        return SealedParts.text(sealed).contains("\r\nX-SealMX: kept; delivery=0123456789abcdef\r\n");
    }

    @ParameterizedTest
    @MethodSource("org.sealmx.sealing.WildMail#toBeKept")
    void sealShouldKeepThePacketsAndEveryWordBesideThem(WildMail mail) throws Exception {
        SealedMessage sealed = seal(mail);

        assertThat(isKept(sealed)).isTrue();
        String stored = SealedParts.text(sealed);
        assertThat(SealedParts.of(sealed, Sealing.KEY).entity()).isEqualTo(EncryptedMail.ENTITY);
        SealedOutside.assertPgpMime(stored);
        assertThat(mail.message()).contains(mail.data());
        String beside = mail.message().replace(mail.data(), "").replace("\r\n", "\n");
        assertThat(Arrays.asList(NOISE.matcher(beside).replaceAll("").split("\\s+")))
                .allSatisfy(word -> assertThat(stored).contains(word));
        assertThat(mail.readable()).allSatisfy(text -> assertThat(stored).contains(text));
    }

    @ParameterizedTest
    @MethodSource("org.sealmx.sealing.WildMail#toBeSealed")
    void sealShouldSealWhatWouldLoseAWord(WildMail mail) throws Exception {
        SealedMessage sealed = seal(mail);

        assertThat(isKept(sealed)).isFalse();
        SealedEntity.assertKept(
                mail.message(), SealedParts.of(sealed, Sealing.KEY).entity());
    }
}
