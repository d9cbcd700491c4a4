package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.WorkFolder;

/** A provider whose clients read the documents of leap_mx. */
class LeapFormatIT {

    private static final String CANARY = "the-words-that-only-the-client-reads";

    private static final String SMIME_ONLY = "smime-only@example.org";

    private static CouchDirectory couch;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        Accounts.shared().writeTo(couch.documents());
        try (WorkFolder keys = new WorkFolder("leap-smime")) {
            couch.documents()
                    .smimeAccount(
                            SMIME_ONLY, Openssl.rsa(keys, SMIME_ONLY, 2048).pem());
        }
        couch.publishAll();
        for (String account : List.of(Accounts.ALICE, Accounts.BOB, Accounts.JUDY)) {
            couch.createMailDatabase(account);
        }
        server = SealMxServer.builder()
                .couchDb(couch)
                .storeInCouchDb()
                .leapFormat()
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        couch.close();
    }

    @Test
    void messageShouldBeOpenedByGpgAsTheJsonOfLeapMx() throws Exception {
        byte[] text = Messages.fresh(
                "Subject: " + CANARY + "\r\nContent-Type: text/plain; charset=utf-8\r\n",
                octetText("\"" + CANARY + "\" \\ gr\u00fc\u00dfe \u20ac\r\n"));

        assertThat(deliver(List.of(Accounts.ALICE, Accounts.BOB), text)).containsExactly("250 2.6.0", "250 2.6.0");
        for (String account : List.of(Accounts.ALICE, Accounts.BOB)) {
            List<JsonNode> mail = couch.mail(account);
            assertThat(mail).hasSize(1);
            assertThat(mail.get(0).toString()).doesNotContain(CANARY);
            assertThat(mail.get(0).path("u1db_rev").asText()).matches("[0-9a-f]{32}:1");
            assertThat(content(mail.get(0))).isEqualTo(new String(text, StandardCharsets.UTF_8));
        }
        assertThat(FileSearch.filesWith(server.folder(), CANARY)).isEmpty();
    }

    @Test
    void messageShouldBeStoredOnceWhenItComesTwiceAndNeverAgainWhenItsOwnerHasDeletedIt() throws Exception {
        byte[] text = Messages.fresh();
        assertThat(deliver(List.of(Accounts.JUDY), text)).containsExactly("250 2.6.0");
        assertThat(deliver(List.of(Accounts.JUDY), text)).containsExactly("250 2.6.0");
        assertThat(couch.mail(Accounts.JUDY)).hasSize(1);
        couch.deleteMail(Accounts.JUDY);
        assertThat(deliver(List.of(Accounts.JUDY), text)).containsExactly("250 2.6.0");
        assertThat(couch.mail(Accounts.JUDY)).isEmpty();
    }

    @Test
    void accountWithoutOpenPgpShouldBeDeferredAtRcptAlready() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, List.of(SMIME_ONLY, Accounts.ALICE)))
                    .extracting(ServerReply::status)
                    .containsExactly("450 4.7.5", "250 2.1.5");
        }
        assertThat(server.log().text())
                .contains(
                        "450 4.7.5: its certificate cannot be used: format leap needs an OpenPGP certificate, fingerprint ");
    }

    /** The text in UTF-8, one char for each octet, as the harness sends it. */
    private static String octetText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The text of the message in a document, opened as LEAP's clients do. */
    private static String content(JsonNode document) throws Exception {
        JsonMapper json = new JsonMapper();
        JsonNode outer = json.readTree(Base64.getDecoder()
                .decode(document.at("/_attachments/u1db_content/data").asText()));
        assertThat(outer.path("incoming").asBoolean()).isTrue();
        assertThat(outer.path("errdecr").asBoolean(true)).isFalse();
        assertThat(outer.path("_enc_scheme").asText()).isEqualTo("pubkey");
        byte[] armor = outer.path("_enc_json").asText().getBytes(StandardCharsets.US_ASCII);
        JsonNode inner = json.readTree(Accounts.shared().gpg().decrypt(armor));
        assertThat(inner.path("incoming").asBoolean()).isTrue();
        return inner.path("content").asText();
    }

    private static List<String> deliver(List<String> recipients, byte[] text) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.deliver(Accounts.SENDER, recipients, text).stream()
                    .map(ServerReply::status)
                    .toList();
        }
    }
}
