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
import org.sealmx.it.harness.Gpgsm;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.WorkFolder;

/**
 * What mail programs show of mail that is sealed with S/MIME as shipped, for a certificate that lists no capabilities.
 */
class SmimeClientsIT {

    private static final String ALICE = "alice@example.org";
    private static final String PASSWORD = "test";
    private static final String DOMAIN = "smime.sealed.example";

    @Test
    @SuppressWarnings("SystemOut") // the table is part of the result
    void programsShouldShowTextAttachmentsAndSignature() throws Exception {
        try (WorkFolder folder = new WorkFolder("smime");
                WorkFolder notmuch = new WorkFolder("notmuch");
                WorkFolder neomutt = new WorkFolder("neomutt");
                WorkFolder mutt = new WorkFolder("mutt");
                WorkFolder thunderbird = new WorkFolder("thunderbird");
                Gpg keys = new Gpg()) {
            Sender bob = Sender.generate(keys, folder, "bob@example.net");
            Openssl.Certificate alice = Openssl.rsa(folder, ALICE, 2048);
            Gpgsm gpgsm = Gpgsm.of(keys);
            gpgsm.letProgramsUseIt();
            gpgsm.trust(bob.authority());
            gpgsm.add(alice);
            Path pkcs12 = Files.write(folder.resolve("alice.p12"), Openssl.pkcs12(alice, PASSWORD));
            List<TestMessage> messages = messages(bob);
            List<byte[]> mailbox = sealed(messages, Sealing.bySmime(alice.pem(), ALICE));
            Table table = new Table();
            for (MailProgram program : List.of(
                    new Notmuch(new Surroundings(notmuch, keys)),
                    new Mutt("neomutt", new Surroundings(neomutt, keys)),
                    new Mutt("mutt", new Surroundings(mutt, keys)),
                    Thunderbird.withSmime(new Surroundings(thunderbird, keys), pkcs12, PASSWORD, bob))) {
                Map<TestMessage, Shown> column = column(messages, program.show(mailbox));
                table.add(program.nameAndVersion(), column);
                column.forEach((message, shown) -> assertThat(shown.signature())
                        .as("%s in %s", message.name(), program.getClass())
                        .isEqualTo(message.signature()));
            }

            System.out.println(table);
            assertThat(table.rows()).isNotEmpty().noneMatch(row -> row.contains("missing"));
            assertThat(Files.readAllLines(ServerPaths.root().resolve("docs/clients.md")))
                    .containsAll(table.rows());
        }
    }

    private static List<TestMessage> messages(Sender bob) throws Exception {
        TestMessages all = new TestMessages(bob);
        List<TestMessage> messages = new ArrayList<>(all.unsigned());
        messages.addAll(all.signedBySmime());
        return messages;
    }

    private static List<byte[]> sealed(List<TestMessage> messages, Sealing sealing) throws Exception {
        List<byte[]> mailbox = new ArrayList<>();
        for (TestMessage message : messages) {
            mailbox.add(sealing.seal(message.octets(DOMAIN)));
        }
        return mailbox;
    }

    private static Map<TestMessage, Shown> column(List<TestMessage> messages, Map<String, Shown> shown) {
        Map<TestMessage, Shown> column = new LinkedHashMap<>();
        messages.forEach(
                message -> column.put(message, Objects.requireNonNull(shown.get(message.id(DOMAIN)), message.name())));
        return column;
    }
}
