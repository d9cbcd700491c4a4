package org.sealmx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Gpgsm;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/** Which programs open which of the two formats that {@code smime-cipher} can choose, all with one key. */
class SmimeFormatsIT {

    private static final String ALICE = "alice@example.org";
    private static final String PASSWORD = "test";
    private static final String DOMAIN = "formats.sealed.example";

    private static final Map<ContentCipher, String> FORMS = forms();

    private static Map<ContentCipher, String> forms() {
        Map<ContentCipher, String> forms = new LinkedHashMap<>();
        forms.put(ContentCipher.AES256_CBC, "`aes256-cbc` (as shipped): EnvelopedData");
        forms.put(ContentCipher.AES256_GCM, "`aes256-gcm`: AuthEnvelopedData");
        return forms;
    }

    @Test
    @SuppressWarnings("SystemOut") // the table is part of the result
    void documentedTableShouldBeWhatProgramsOpen() throws Exception {
        List<String> rows = new ArrayList<>();
        try (WorkFolder folder = new WorkFolder("formats");
                Gpg keys = new Gpg();
                Gpgsm gpgsm = new Gpgsm()) {
            Sender bob = Sender.generate(keys, folder, "bob@example.net");
            TestMessage message = new TestMessages(bob).unsigned().get(0);
            Openssl.Certificate alice = Openssl.rsa(folder, ALICE, 2048);
            gpgsm.add(alice);
            Path pkcs12 = Files.write(folder.resolve("alice.p12"), Openssl.pkcs12(alice, PASSWORD));
            for (Map.Entry<ContentCipher, String> form : FORMS.entrySet()) {
                byte[] sealed =
                        Sealing.bySmime(alice.pem(), ALICE, form.getKey()).seal(message.octets(DOMAIN));
                rows.add(String.join(
                        " | ",
                        "| " + form.getValue(),
                        words(isShown(bob, pkcs12, keys, message, sealed)),
                        words(isOpened(() -> gpgsm.decrypt(sealed))),
                        words(isOpened(() -> Openssl.decrypt(alice, sealed))) + " |"));
            }
        }

        rows.forEach(System.out::println);
        assertThat(rows.get(0)).doesNotContain("does not");
        assertThat(Files.readAllLines(ServerPaths.root().resolve("docs/clients.md")))
                .containsAll(rows);
    }

    private static String words(boolean opened) {
        return opened ? "opens" : "does not";
    }

    private static boolean isShown(Sender bob, Path pkcs12, Gpg keys, TestMessage message, byte[] sealed)
            throws Exception {
        try (WorkFolder home = new WorkFolder("thunderbird")) {
            Map<String, Shown> shown = Thunderbird.withSmime(new Surroundings(home, keys), pkcs12, PASSWORD, bob)
                    .show(List.of(sealed));
            return !message.verdict(Objects.requireNonNull(shown.get(message.id(DOMAIN)), DOMAIN))
                    .contains("missing");
        }
    }

    private static boolean isOpened(Opener opener) throws InterruptedException {
        try {
            return new String(opener.open(), StandardCharsets.ISO_8859_1).contains(TestMessages.TEXT);
        } catch (IOException e) {
            return false;
        }
    }

    /** A program that exits with an error if it cannot open a message. */
    private interface Opener {

        byte[] open() throws IOException, InterruptedException;
    }
}
