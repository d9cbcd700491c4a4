package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.standalone.demo.Letter;
import org.sealmx.standalone.james.Ports;

/** Mail in a database below the data folder, when the program ends in whatever way. */
class DurableServerIT {

    private static final String ALICE = "alice@example.org";
    private static final int CONNECTIONS = 4;
    private static final int KILLED_AFTER = 60;

    @TempDir
    Path folder;

    private Path data;
    private Ports ports;

    @BeforeEach
    void nameData() throws IOException {
        data = folder.resolve("data");
        ports = Ports.free();
    }

    @Test
    void messageShouldBeThereOnceHoweverTheProgramEnds() throws Exception {
        Letter letter = Letter.to(ALICE);
        try (Program first = start().await("SealMX is ready")) {
            assertThat(first.said()).contains("  mailboxes  H2, " + data.resolve("store/mail.mv.db"));
            assertThat(deliver(letter)).isTrue();
            first.kill();
        }
        try (Program second = start().await("SealMX is ready")) {
            assertThat(messageIds()).containsExactly(idOf(letter));
            assertThat(deliver(letter)).isTrue();
            assertThat(messageIds()).containsExactly(idOf(letter));
            assertThat(second.terminate().exitCode()).isZero();
        }
        try (Program third = start().await("SealMX is ready")) {
            assertThat(third.said()).doesNotContain("Making the demo accounts' keys");
            assertThat(messageIds()).containsExactly(idOf(letter));
        }
        assertRefused(
                "--data: " + data + " belongs to mailboxes in a database; for --store memory, name another folder",
                "--store",
                "memory");

        Path file = data.resolve("store/mail.mv.db");
        byte[] garbage = {'n', 'o'};
        Files.write(file, garbage);
        assertRefused("--data: " + file
                + " is not a database of H2, or is damaged; restore it from a backup, or move it" + " away");
        assertThat(file).hasBinaryContent(garbage);
        Files.delete(file);
        assertRefused("--data: the mailboxes' file " + file + " is missing; put it back, or name a new folder to begin"
                + " without mail");
        assertThat(file).doesNotExist();
    }

    @Test
    void everyConfirmedMessageShouldBeThereOnceWhenTheProgramIsKilledAmongDeliveries() throws Exception {
        List<Letter> offered = Collections.synchronizedList(new ArrayList<>());
        List<Letter> confirmed = Collections.synchronizedList(new ArrayList<>());
        try (Program first = start().await("SealMX is ready")) {
            CountDownLatch enough = new CountDownLatch(KILLED_AFTER);
            ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(senders.submit(() -> deliverUntilItEnds(offered, confirmed, enough)));
            }
            senders.shutdown();
            enough.await();
            first.kill();
            for (Future<?> one : running) {
                one.get();
            }
        }
        try (Program second = start().await("SealMX is ready")) {
            assertThat(messageIds())
                    .doesNotHaveDuplicates()
                    .containsAll(confirmed.stream().map(DurableServerIT::idOf).toList());
            for (Letter letter : offered) {
                assertThat(deliver(letter)).isTrue();
            }
            assertThat(messageIds())
                    .containsExactlyInAnyOrderElementsOf(
                            offered.stream().map(DurableServerIT::idOf).toList());
            assertThat(second.terminate().exitCode()).isZero();
        }
    }

    private void deliverUntilItEnds(List<Letter> offered, List<Letter> confirmed, CountDownLatch enough) {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            while (true) {
                Letter letter = Letter.to(ALICE);
                offered.add(letter);
                if (client.offer(Letter.SENDER, List.of(ALICE), letter.bytes()).stream()
                        .allMatch(outcome -> outcome.reply().isPositive())) {
                    confirmed.add(letter);
                    enough.countDown();
                }
            }
        } catch (IOException e) {
            // the program has been killed, as it should be
            assertThat(enough.getCount()).isZero();
        }
    }

    private boolean deliver(Letter letter) throws IOException {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            return client.offer(Letter.SENDER, List.of(letter.recipient()), letter.bytes()).stream()
                    .allMatch(outcome -> outcome.reply().isPositive());
        }
    }

    private static String idOf(Letter letter) {
        return letter.text().replaceFirst("(?s).*\r\nMessage-ID: (<[^>]+>)\r\n.*", "$1");
    }

    private List<String> messageIds() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.timeout", "60000");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", ports.imap(), ALICE, "demo");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<String> ids = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    ids.addAll(Arrays.asList(message.getHeader("Message-ID")));
                }
                return ids;
            }
        }
    }

    private void assertRefused(String complaint, String... further) throws Exception {
        try (Program program = start(further)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.said().lines().filter(line -> !line.equals("Starting James and SealMX")))
                    .containsExactly("sealmx: " + complaint);
        }
    }

    private Program start(String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(ProgramIT.arguments(ports, data)));
        arguments.addAll(List.of(further));
        return Program.start(arguments.toArray(String[]::new));
    }
}
