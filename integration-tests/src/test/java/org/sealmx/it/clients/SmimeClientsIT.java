package org.sealmx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/** What Thunderbird shows of mail that is sealed by S/MIME as EnvelopedData; it does not open AuthEnvelopedData. */
class SmimeClientsIT {

    private static final String ALICE = "alice@example.org";
    private static final String PASSWORD = "test";
    private static final String DOMAIN = "smime.sealed.example";

    @Test
    @SuppressWarnings("SystemOut") // the table belongs to the result
    void thunderbirdShouldShowTextAndAttachments() throws Exception {
        try (WorkFolder home = new WorkFolder("thunderbird");
                Gpg keys = new Gpg()) {
            TestKey bob = keys.generate(home, "bob@example.net", "ed25519", "cv25519");
            List<TestMessage> messages = new TestMessages(new Sender(keys, bob))
                    .all().stream()
                            .filter(message -> message.signature() == Signature.NONE)
                            .toList();
            Openssl.Certificate alice = Openssl.rsaWithCapability(home, ALICE, Openssl.AES256_CBC);
            Path pkcs12 = Files.write(home.resolve("alice.p12"), Openssl.pkcs12(alice, PASSWORD));
            Sealing sealing = Sealing.bySmime(alice.pem(), ALICE);
            List<byte[]> mailbox = new ArrayList<>();
            for (TestMessage message : messages) {
                mailbox.add(sealing.seal(message.octets(DOMAIN)));
            }

            Thunderbird thunderbird = Thunderbird.withSmime(new Surroundings(home, keys), pkcs12, PASSWORD);
            Map<String, Shown> shown = thunderbird.show(mailbox);

            Map<TestMessage, Shown> column = new LinkedHashMap<>();
            messages.forEach(message ->
                    column.put(message, Objects.requireNonNull(shown.get(message.id(DOMAIN)), message.name())));
            Table table = new Table();
            table.add("S/MIME, " + thunderbird.nameAndVersion(), column);
            System.out.println(table);
            assertThat(table.rows()).isNotEmpty().noneMatch(row -> row.contains("missing"));
            assertThat(Files.readAllLines(ServerPaths.root().resolve("docs/clients.md")))
                    .containsAll(table.rows());
        }
    }
}
