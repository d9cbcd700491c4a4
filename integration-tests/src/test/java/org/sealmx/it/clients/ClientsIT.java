package org.sealmx.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.Gpgsm;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.TestKey;
import org.sealmx.it.harness.WorkFolder;

/**
 * What mail programs show of sealed mail. Each is run once and opens each message twice: as its sender wrote it, which
 * proves that the test can see what the program shows, and sealed.
 */
class ClientsIT {

    private static final String PLAIN = "plain.example";
    private static final String SEALED = "sealed.example";

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final Map<String, Map<String, Shown>> SHOWN = new LinkedHashMap<>();
    private static List<TestMessage> messages = List.of();

    @BeforeAll
    @SuppressWarnings("SystemOut") // the table is part of the result
    static void showEverything() throws Exception {
        Gpg keys = open(new Gpg());
        WorkFolder folder = open(new WorkFolder("clients"));
        TestKey alice = keys.generate(folder, "alice@example.org", "ed25519", "cv25519");
        Sender bob = Sender.generate(keys, folder, "bob@example.net");
        Gpgsm gpgsm = Gpgsm.of(keys);
        gpgsm.letProgramsUseIt();
        gpgsm.trust(bob.authority());
        messages = new TestMessages(bob).all();
        Sealing sealing = Sealing.byOpenPgp(alice);
        List<byte[]> mailbox = new ArrayList<>();
        for (TestMessage message : messages) {
            mailbox.add(message.octets(PLAIN));
            mailbox.add(sealing.seal(message.octets(SEALED)));
        }
        for (MailProgram program : programs(keys, alice, bob)) {
            SHOWN.put(program.nameAndVersion(), program.show(mailbox));
        }
        System.out.println(table());
    }

    private static List<MailProgram> programs(Gpg keys, TestKey alice, Sender bob) throws Exception {
        return List.of(
                new Notmuch(new Surroundings(open(new WorkFolder("notmuch")), keys)),
                new Mutt("neomutt", new Surroundings(open(new WorkFolder("neomutt")), keys)),
                new Mutt("mutt", new Surroundings(open(new WorkFolder("mutt")), keys)),
                Thunderbird.withOpenPgp(new Surroundings(open(new WorkFolder("thunderbird")), keys), alice, bob));
    }

    @AfterAll
    static void close() throws Exception {
        for (int i = OPEN.size() - 1; i >= 0; i--) {
            OPEN.get(i).close();
        }
    }

    static List<TestMessage> messages() {
        return messages;
    }

    /** Without the message that has an empty Content-Type, which notmuch cannot show. */
    static List<TestMessage> messagesThatAllProgramsShow() {
        return messages.stream()
                .filter(message -> !message.name().equals("empty Content-Type"))
                .toList();
    }

    /** Otherwise a failure with sealed mail would prove nothing. */
    @ParameterizedTest
    @MethodSource("messagesThatAllProgramsShow")
    void messageShouldBeShownWholeWhenItIsNotSealed(TestMessage message) {
        SHOWN.forEach((program, shown) -> {
            Shown plain = shown(shown, message, PLAIN);
            assertThat(message.verdict(plain)).as(program).startsWith("all");
            assertThat(plain.signature() == Signature.GOOD)
                    .as("%s: signature good", program)
                    .isEqualTo(message.signature() == Signature.GOOD);
        });
    }

    /** Few programs look for an S/MIME signature within OpenPGP; what they show is in the table. */
    static List<TestMessage> messagesThatKeepEverything() {
        return messages.stream()
                .filter(message -> !message.name().startsWith("signed by S/MIME"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messagesThatKeepEverything")
    void textAttachmentsAndSignatureShouldBeThereWhenItIsSealed(TestMessage message) {
        SHOWN.forEach((program, shown) -> {
            Shown sealed = shown(shown, message, SEALED);
            assertThat(message.verdict(sealed)).as(program).doesNotContain("missing");
            assertThat(sealed.signature()).as(program).isEqualTo(message.signature());
        });
    }

    /** The versions in the table's head may be older: Debian replaces Thunderbird every few weeks. */
    @Test
    void documentedTableShouldBeWhatWasSeen() throws Exception {
        assertThat(Files.readAllLines(ServerPaths.root().resolve("docs/clients.md")))
                .containsAll(table().rows());
    }

    private static Table table() {
        Table table = new Table();
        SHOWN.forEach((program, shown) -> {
            Map<TestMessage, Shown> column = new LinkedHashMap<>();
            messages.forEach(message -> column.put(message, shown(shown, message, SEALED)));
            table.add(program, column);
        });
        return table;
    }

    private static Shown shown(Map<String, Shown> shown, TestMessage message, String domain) {
        return Objects.requireNonNull(shown.get(message.id(domain)), message.id(domain));
    }

    private static <T extends AutoCloseable> T open(T resource) {
        OPEN.add(resource);
        return resource;
    }
}
