package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.HeaderFields;
import org.sealmx.it.harness.MimeEntity;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.Sample;
import org.sealmx.it.harness.Samples;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SignedSample;
import org.sealmx.it.harness.Sq;
import org.sealmx.it.harness.TestKey;

/** Invariant 5: the message that the recipient opens, with gpg or with sq, is the one that Postfix sent. */
class PostfixToGpgAndSqIT {

    private static final int LARGE = 20_000_000;
    private static final int EXCERPT = 4_000;

    /** The fields that may be outside the ciphertext (OPENPGP.md), in lower case. */
    private static final Set<String> OUTSIDE = Set.of(
            "return-path",
            "delivered-to",
            "received",
            "from",
            "to",
            "cc",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "reply-to",
            "auto-submitted",
            "autocrypt",
            "subject",
            "mime-version",
            "content-type",
            "x-sealmx");

    private static final Accounts ACCOUNTS = Accounts.shared();

    private static SealMxServer server;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        server = SharedServers.shipped();
        postfix = SharedServers.postfix();
    }

    static List<Sample> small() {
        return Samples.small();
    }

    @ParameterizedTest
    @MethodSource("small")
    void openedMessageShouldBeTheOriginal(Sample sample) throws Exception {
        SealedMessage sealed = deliver(sample, Accounts.ALICE);
        assertThat(OUTSIDE).containsAll(sealed.header().names());
        assertThat(sealed.header().values("Subject")).isSubsetOf("[...]");
        requireOriginal(sample, open(sealed, ACCOUNTS.alice()));
    }

    @Test
    void openedMessageShouldBeTheOriginalWhenTheKeyIsRsa() throws Exception {
        Sample sample = Samples.small().get(0);
        requireOriginal(sample, open(deliver(sample, Accounts.BOB), ACCOUNTS.bob()));
    }

    @Test
    void openedMessageShouldBeTheOriginalWhenItIsLarge() throws Exception {
        Sample sample = Samples.large(LARGE);
        requireOriginal(sample, open(deliver(sample, Accounts.ALICE), ACCOUNTS.alice()));
    }

    @Test
    void innerSignatureShouldVerifyWhenTheMessageIsSigned() throws Exception {
        Sample sample = SignedSample.by(ACCOUNTS.gpg(), ACCOUNTS.bob());
        MimeEntity original = MimeEntity.parse(sample.bytes());
        MimeEntity opened = MimeEntity.parse(open(deliver(sample, Accounts.ALICE), ACCOUNTS.alice()));
        assertThat(opened.contentType())
                .isEqualTo(original.contentType() + "; hp=\"cipher\"; protected-headers=\"v1\"");
        assertThat(new String(opened.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("Content-Type: text/plain; protected-headers=\"v1\"\r\nSubject: Signed\r\n\r\n"
                        + new String(original.body(), StandardCharsets.ISO_8859_1));
        assertThat(SignedSample.verifies(ACCOUNTS.gpg(), opened)).isTrue();
    }

    @Test
    void senderShouldNotPassForTheProtectorOfTheHeader() throws Exception {
        Sample sample = Samples.foreignProtection();
        requireWrapped(sample, open(deliver(sample, Accounts.ALICE), ACCOUNTS.alice()));
    }

    private static MimeEntity requireWrapped(Sample sample, byte[] octets) {
        MimeEntity original = MimeEntity.parse(sample.bytes());
        MimeEntity opened = MimeEntity.parse(octets);
        assertThat(opened.contentType())
                .startsWith("multipart/mixed")
                .contains("hp=\"cipher\"; protected-headers=\"v1\"");
        assertThat(opened.parts()).hasSize(1);
        MimeEntity inner = MimeEntity.parse(opened.parts().get(0));
        assertThat(inner.contentType()).isEqualTo(original.contentType());
        assertThat(inner.body()).isEqualTo(original.body());
        List<String> everywhere = new ArrayList<>(opened.header().fields());
        everywhere.addAll(inner.header().fields());
        assertThat(everywhere).containsAll(original.header().fields());
        return inner;
    }

    private static SealedMessage deliver(Sample sample, String recipient) throws Exception {
        int before = server.count(recipient);
        postfix.submit(Accounts.SENDER, List.of(recipient), sample.bytes());
        byte[] stored = server.awaitMessage(recipient, before + 1);
        postfix.awaitEmptyQueue();
        assertThat(server.count(recipient)).isEqualTo(before + 1);
        return SealedMessage.parse(stored);
    }

    private static byte[] open(SealedMessage sealed, TestKey key) throws Exception {
        byte[] byGpg = ACCOUNTS.gpg().decrypt(sealed.armor());
        byte[] bySq = Sq.decrypt(key, sealed.armor());
        assertThat(Arrays.equals(byGpg, bySq)).as("gpg and sq agree").isTrue();
        return byGpg;
    }

    private static void requireOriginal(Sample sample, byte[] octets) {
        MimeEntity original = MimeEntity.parse(sample.bytes());
        MimeEntity opened = MimeEntity.parse(octets);
        if (!Arrays.equals(opened.body(), original.body())) {
            assertThat(excerpt(opened.body()))
                    .as("the body is the original octet for octet")
                    .isEqualTo(excerpt(original.body()));
            throw new AssertionError("the body differs behind its beginning");
        }
        assertThat(opened.header().fields())
                .as("every field as it was, in the same order")
                .containsSubsequence(original.header().without("Content-Type"));
        if (!original.contentType().isEmpty()) {
            assertThat(opened.contentType()).startsWith(original.contentType().replaceFirst("; *hp=.*", ""));
        }
        assertThat(opened.contentType()).contains("hp=\"cipher\"; protected-headers=\"v1\"");
        assertThat(added(opened.header(), original.header()))
                .isSubsetOf("received", "hp-outer", "content-type", "mime-version");
    }

    private static String excerpt(byte[] octets) {
        return new String(octets, 0, Math.min(octets.length, EXCERPT), StandardCharsets.ISO_8859_1);
    }

    private static Set<String> added(HeaderFields opened, HeaderFields original) {
        Set<String> names = new TreeSet<>(opened.names());
        names.removeAll(original.names());
        return names;
    }
}
