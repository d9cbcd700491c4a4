package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

class SealingShareTest {

    private static final TestKey ALICE = Sealing.KEY;
    private static final TestKey BOB = TestKeys.curve25519("Bob <bob@example.org>");
    private static final TestKey SIXTUS = TestKeys.version6();
    private static final String MESSAGE = "Subject: a\r\n\r\n" + "Hello ".repeat(1000);

    private final MessageSealer sealer = new MessageSealer(new SecureRandom());

    @Test
    void sealShouldEncryptEqualMessagesOnce() throws Exception {
        SealingShare share = new SealingShare();

        SealedMessage first = seal(MESSAGE, ALICE, share);
        SealedMessage second = seal(MESSAGE, BOB, share);

        assertThat(share.encryptions()).isEqualTo(1);
        assertThat(body(second)).isEqualTo(body(first));
        assertThat(SealedParts.of(first, ALICE).entity())
                .isEqualTo(SealedParts.of(second, BOB).entity());
    }

    @Test
    void sealShouldWrapForNobodyElse() throws Exception {
        SealingShare share = new SealingShare();
        seal(MESSAGE, ALICE, share);

        SealedMessage second = seal(MESSAGE, BOB, share);

        assertThatThrownBy(() -> SealedParts.of(second, ALICE)).isInstanceOf(AssertionError.class);
        assertThat(second.certificateFingerprints()).containsExactly(BOB.fingerprint());
    }

    @Test
    void sealShouldEncryptMessagesThatDifferInOneBitTwice() throws Exception {
        SealingShare share = new SealingShare();

        SealedMessage first = seal(MESSAGE, ALICE, share);
        SealedMessage second = seal(MESSAGE.replaceFirst("Subject: a", "Subject: b"), BOB, share);

        assertThat(share.encryptions()).isEqualTo(2);
        assertThat(SealedParts.of(first, ALICE).entity()).contains("Subject: a\r\n");
        assertThat(SealedParts.of(second, BOB).entity()).contains("Subject: b\r\n");
    }

    @Test
    void sealShouldEncryptOnceForEachSuite() throws Exception {
        SealingShare share = new SealingShare();

        seal(MESSAGE, ALICE, share);
        SealedMessage second = seal(MESSAGE, SIXTUS, share);
        seal(MESSAGE, BOB, share);
        seal(MESSAGE, SIXTUS, share);

        assertThat(share.encryptions()).isEqualTo(2);
        assertThat(SealedParts.of(second, SIXTUS).entity()).endsWith(MESSAGE);
    }

    @Test
    void sealShouldNotMixUpWhatIsOutside() throws Exception {
        SealingShare share = new SealingShare();
        seal(MESSAGE, ALICE, share);

        SealedMessage kept = new MessageSealer(
                        new SecureRandom(), TestOptions.with(OuterFields.DEFAULT.with(OuterSubject.KEPT)))
                .seal(Sealing.message(MESSAGE), ALICE.usable(), Sealing.trace(), share);

        assertThat(SealedParts.of(kept, ALICE).hpOuter()).containsExactly("Subject: a");
    }

    @Test
    void sealShouldNotMixUpWhichFieldsAreOutside() throws Exception {
        SealingShare share = new SealingShare();
        seal("From: a\r\nTo: b\r\n\r\nHello", ALICE, share);

        SealedMessage shorter = sealer.with(TestOptions.with(OuterFields.parse("From Date Message-ID")))
                .seal(Sealing.message("From: a\r\nTo: b\r\n\r\nHello"), ALICE.usable(), Sealing.trace(), share);

        assertThat(SealedParts.of(shorter, ALICE).hpOuter()).containsExactly("From: a");
    }

    @Test
    void sealShouldUseFreshSessionKeysForEachTransaction() throws Exception {
        assertThat(body(seal(MESSAGE, ALICE, new SealingShare())))
                .isNotEqualTo(body(seal(MESSAGE, ALICE, new SealingShare())));
    }

    @Test
    void closeShouldGiveUpTheFileOfWhatWasSealed() throws Exception {
        SealingShare share = new SealingShare();
        SealedMessage sealed =
                sealer.seal(ReceivedMessage.of(new byte[17 << 20]), ALICE.usable(), Sealing.trace(), share);
        assertThat(sealed.sha256()).hasSize(32);

        share.close();

        assertThatThrownBy(() -> sealed.open().readAllBytes()).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void sealShouldForgetTheOldestOfManyDifferentMessagesAndLeaveItReadable() throws Exception {
        SealingShare share = new SealingShare();
        SealedMessage first = seal("0" + MESSAGE, ALICE, share);
        for (int i = 1; i < 20; i++) {
            seal(i + MESSAGE, ALICE, share);
        }
        seal("19" + MESSAGE, BOB, share);
        assertThat(share.encryptions()).isEqualTo(20);

        SealedMessage again = seal("0" + MESSAGE, ALICE, share);

        assertThat(share.encryptions()).isEqualTo(21);
        assertThat(SealedParts.of(again, ALICE).entity())
                .isEqualTo(SealedParts.of(first, ALICE).entity());
    }

    @Test
    void sealShouldGiveEachRecipientTheirOwnFrame() throws Exception {
        SealingShare share = new SealingShare();
        Set<String> boundaries = new HashSet<>();
        for (TestKey key : List.of(ALICE, BOB)) {
            boundaries.add(SealedParts.of(seal(MESSAGE, key, share), key)
                    .outerHeader()
                    .replaceFirst("(?s).*boundary=\"([^\"]+)\".*", "$1"));
        }

        assertThat(boundaries).hasSize(2);
    }

    @Test
    void sealShouldHoldOneBodyForManyRecipients() throws Exception {
        byte[] body = new byte[8 << 20];
        ReceivedMessage message = ReceivedMessage.of(body);
        SealingShare share = new SealingShare();
        long before = used();

        List<SealedMessage> sealed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sealed.add(sealer.seal(message, ALICE.usable(), Sealing.trace(), share));
        }

        assertThat(used() - before).isLessThan(2L * body.length);
        assertThat(sealed).allMatch(s -> s.size() > body.length);
    }

    private SealedMessage seal(String message, TestKey key, SealingShare share) throws SealingException {
        return sealer.seal(Sealing.message(message), key.usable(), Sealing.trace(), share);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Only the encrypted data packet, which follows the session key packet. */
    private static byte[] body(SealedMessage sealed) throws Exception {
        String text = SealedParts.text(sealed);
        String armor = text.substring(
                text.indexOf("-----BEGIN PGP MESSAGE-----\r\n\r\n") + 31, text.indexOf("\r\n-----END PGP MESSAGE"));
        int checksum = armor.lastIndexOf("\r\n=");
        byte[] binary = Base64.getMimeDecoder().decode(checksum < 0 ? armor : armor.substring(0, checksum));
        try (InputStream in = new ByteArrayInputStream(binary)) {
            in.skipNBytes(2 + (binary[1] & 0xff));
            return in.readAllBytes();
        }
    }
}
