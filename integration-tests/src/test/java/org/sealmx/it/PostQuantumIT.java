package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.MimeEntity;
import org.sealmx.it.harness.OpenPgpPackets;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.Decryptor;

/**
 * From Postfix to an opened message, as shipped, for certificates with subkeys for ML-KEM (RFC 9980): no packet in the
 * store has the session key for a classical subkey.
 */
class PostQuantumIT {

    private static final String MIXED = "mixed@example.org";
    private static final String SIX = "six@example.org";
    private static final String LARGE = "large@example.org";
    private static final Map<String, TestKey> KEYS = Map.of(
            MIXED, TestKeys.postQuantum4(),
            SIX, TestKeys.postQuantum6(),
            LARGE, TestKeys.postQuantum1024());

    private static SealMxServer server;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    KEYS.forEach((address, key) -> directory.account(address, key.armoredCertificate()));
                })
                .start();
        postfix = PostfixServer.start("example.org", server.lmtpPort(), Ports.free());
    }

    @AfterAll
    static void stopServers() throws Exception {
        postfix.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({MIXED + ",35,3", SIX + ",35,6", LARGE + ",36,6"})
    void storedMessageShouldOpenByMlKemAndByNothingElse(String recipient, int algorithm, int packetVersion)
            throws Exception {
        byte[] message = Messages.fresh("Subject: canary\r\n", "The body\r\n");

        byte[] stored = deliver(recipient, message);

        List<byte[]> packets =
                OpenPgpPackets.parse(SealedMessage.parse(stored).armor()).sessionKeys();
        assertThat(packets).singleElement().satisfies(packet -> {
            assertThat(packet[0]).isEqualTo((byte) packetVersion);
            assertThat(algorithm(packet)).isEqualTo(algorithm);
        });
        Decryptor.Decrypted opened = Decryptor.decryptArmored(
                new String(stored, StandardCharsets.ISO_8859_1), Objects.requireNonNull(KEYS.get(recipient)));
        assertThat(MimeEntity.parse(opened.plaintext()).body())
                .isEqualTo(MimeEntity.parse(message).body());
        assertThat(MimeEntity.parse(opened.plaintext()).header().values("Subject"))
                .containsExactly("canary");
    }

    @Test
    void recipientsOfOneMessageShouldEachHaveTheirOwnKindOfPacket() throws Exception {
        byte[] message = Messages.fresh();
        int before = server.count(Accounts.ALICE);
        int ofSix = server.count(SIX);

        postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE, SIX), message);

        SealedMessage classical = SealedMessage.parse(server.awaitMessage(Accounts.ALICE, before + 1));
        SealedMessage postQuantum = SealedMessage.parse(server.awaitMessage(SIX, ofSix + 1));
        assertThat(OpenPgpPackets.parse(classical.armor()).sessionKeys())
                .extracting(PostQuantumIT::algorithm)
                .doesNotContain(PublicKeyAlgorithmTags.MLKEM768_X25519, PublicKeyAlgorithmTags.MLKEM1024_X448);
        assertThat(OpenPgpPackets.parse(postQuantum.armor()).sessionKeys())
                .extracting(PostQuantumIT::algorithm)
                .containsExactly(PublicKeyAlgorithmTags.MLKEM768_X25519);
    }

    private static byte[] deliver(String recipient, byte[] message) throws Exception {
        int before = server.count(recipient);
        postfix.submit(Accounts.SENDER, List.of(recipient), message);
        return server.awaitMessage(recipient, before + 1);
    }

    /** The public-key algorithm of a packet with a session key (RFC 9580 section 5.1), of version 3 or 6. */
    private static int algorithm(byte[] packet) {
        int recipient = packet[0] == 3 ? Long.BYTES : 1 + packet[1];
        return packet[1 + recipient];
    }
}
