package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.fuzz.Seeds;
import org.sealmx.mime.HeaderField;
import org.sealmx.mime.PlainSplit;
import org.sealmx.mime.SplitMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smime.message.CmsOpener;

/** Properties of every message, tested with random ones; {@link Seeds} explains how to repeat a failure. */
class SealingPropertyTest {

    private static final List<TestKey> KEYS = List.of(TestKeys.curve25519(), TestKeys.version6());
    private static final TestCertificate X509 = TestCertificates.curve("P-256");
    private static final List<ContentCipher> CIPHERS = List.of(ContentCipher.AES256_CBC, ContentCipher.AES256_GCM);

    private final MessageSealer sealer = new MessageSealer(new SecureRandom());

    @Test
    void splittingShouldAgreeWithTheRfcAndLoseNothing() {
        Seeds.forEach(1, 3000, random -> {
            String message = RandomMessages.next(random);
            PlainSplit expected = PlainSplit.of(message);

            SplitMessage split = SplitMessage.of(Sealing.message(message));

            assertThat(split.fields().stream().map(HeaderField::raw)).isEqualTo(expected.fields());
            assertThat(split.fields().stream().map(HeaderField::lowerCaseName))
                    .isEqualTo(expected.fields().stream().map(PlainSplit::name).toList());
            assertThat(split.separator()).isEqualTo(expected.separator());
            assertThat(new String(split.openBody().readAllBytes(), ISO_8859_1)).isEqualTo(expected.body());
        });
    }

    @Test
    void openingShouldGiveBackWhatWasSealedWithOpenPgp() {
        Seeds.forEach(10_001, 400, random -> {
            String message = RandomMessages.next(random);
            TestKey key = KEYS.get(random.nextInt(KEYS.size()));

            SealedParts sealed = SealedParts.of(
                    sealer.seal(Sealing.message(message), key.usable(), Sealing.trace(), new SealingShare()), key);

            SealedEntity.assertKept(message, sealed.entity());
            SealedOutside.assertHeader(message, sealed);
            SealedOutside.assertPgpMime(sealed.whole());
        });
    }

    @Test
    void openingShouldGiveBackWhatWasSealedWithSmime() {
        Seeds.forEach(20_001, 150, random -> {
            String message = RandomMessages.next(random);

            String whole = SealedParts.text(sealer.with(TestOptions.with(CIPHERS.get(random.nextInt(CIPHERS.size()))))
                    .seal(Sealing.message(message), X509.usable(), Sealing.trace(), new SealingShare()));

            String entity = new String(CmsOpener.open(CmsOpener.body(whole), X509), ISO_8859_1);
            SealedEntity.assertKept(message, entity);
            SealedOutside.assertHeader(message, new SealedParts(whole, "", entity));
        });
    }

    @Test
    void randomMessagesShouldHaveWhatIsAwkward() {
        Random random = new Random(1);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            all.append(RandomMessages.next(random));
        }

        assertThat(all.toString())
                .contains(
                        "\0",
                        "\u00ff",
                        "bare\rcarriage return",
                        "\r\n \r\n ",
                        "x".repeat(1000),
                        "--\r\n\r\n--",
                        "text\n")
                .contains(
                        "multipart/signed; protocol",
                        "boundary=\"--b\"",
                        "boundary*0",
                        "boundary=other",
                        "DKIM-Signature:");
    }
}
