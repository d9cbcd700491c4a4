package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Gpgsm;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.MimeEntity;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;
import org.sealmx.openpgp.certificate.TestKeys;

/**
 * Clients that do not know the newer formats can open their mail: S/MIME as shipped, and OpenPGP where {@code seipd-v2}
 * is set for them.
 */
class OlderClientsIT {

    /**
     * The account with a version 4 certificate that promises to read version 2 bodies; the certificate has this
     * address.
     */
    private static final String PROMISING = "amal@example.org";

    private static final String RSA = "rsa@example.org";
    private static final String P256 = "p256@example.org";
    private static final String GCM = "gcm@example.org";
    private static final String CBC = "cbc@example.org";
    private static final String TEXT = "older clients read this";

    private static WorkFolder keys;
    private static Openssl.Certificate rsa;
    private static Openssl.Certificate p256;
    private static Openssl.Certificate gcm;
    private static Openssl.Certificate cbc;
    private static TestKey promising;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        keys = new WorkFolder("older");
        rsa = Openssl.rsa(keys, RSA, 2048);
        p256 = Openssl.curve(keys, P256, "P-256");
        gcm = Openssl.rsaWithCapability(keys, GCM, Openssl.AES256_GCM);
        cbc = Openssl.rsaWithCapability(keys, CBC, Openssl.AES256_CBC);
        var key = TestKeys.curve25519WithVersion2Bodies();
        promising = new TestKey(
                PROMISING,
                Files.writeString(keys.resolve("promising.asc"), key.armoredSecretKey()),
                key.armoredCertificate());
        String pemOfRsa = rsa.pem();
        String pemOfP256 = p256.pem();
        String pemOfGcm = gcm.pem();
        String pemOfCbc = cbc.pem();
        server = SealMxServer.builder()
                .directory(directory -> {
                    Accounts.shared().writeTo(directory);
                    directory
                            .account(PROMISING, promising.certificate())
                            .smimeAccount(RSA, pemOfRsa)
                            .smimeAccount(P256, pemOfP256)
                            .smimeAccount(GCM, pemOfGcm)
                            .smimeAccount(CBC, pemOfCbc);
                })
                .conf(conf -> conf.replace(
                        "mailetcontainer.xml", "(\\.EncryptForRecipient\">)", "$1<seipd-v2>v6-only</seipd-v2>"))
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        keys.close();
    }

    @Test
    void gpgShouldOpenMailForAVersion4CertificateThatPromisesMore() throws Exception {
        try (Gpg gpg = new Gpg()) {
            gpg.add(promising);

            assertThat(text(gpg.decrypt(SealedMessage.parse(deliver(PROMISING)).armor())))
                    .contains(TEXT);
        }
    }

    @Test
    void gpgsmAndOpensslShouldOpenEnvelopedData() throws Exception {
        try (Gpgsm gpgsm = new Gpgsm()) {
            for (String recipient : List.of(RSA, CBC)) {
                Openssl.Certificate certificate = recipient.equals(RSA) ? rsa : cbc;
                byte[] stored = deliver(recipient);
                gpgsm.add(certificate);

                assertThat(contentType(stored)).contains("smime-type=enveloped-data");
                assertThat(text(gpgsm.decrypt(stored))).contains(TEXT);
                assertThat(text(Openssl.decrypt(certificate, stored))).contains(TEXT);
            }
        }
    }

    @Test
    void opensslShouldOpenEnvelopedDataForKeysOnCurves() throws Exception {
        byte[] stored = deliver(P256);

        assertThat(contentType(stored)).contains("smime-type=enveloped-data");
        assertThat(text(Openssl.decrypt(p256, stored))).contains(TEXT);
    }

    @Test
    void certificateShouldGetTheBestThatItListsWhateverTheParameterSays() throws Exception {
        byte[] stored = deliver(GCM);

        assertThat(contentType(stored)).doesNotContain("smime-type");
        assertThat(text(Openssl.decrypt(gcm, stored))).contains(TEXT);
    }

    private static byte[] deliver(String recipient) throws Exception {
        int before = server.count(recipient);
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(
                            Accounts.SENDER, List.of(recipient), Messages.fresh("Subject: a\r\n", TEXT + "\r\n")))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
        return server.awaitMessage(recipient, before + 1);
    }

    private static String contentType(byte[] message) {
        return MimeEntity.parse(message).contentType();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
