package org.sealmx.delivery.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopServer;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.hop.TestHops;
import org.sealmx.net.DeafPort;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.ReversePath;

/** A next hop as it is configured: with the journal around it. */
class LmtpStoreTest implements SealedStoreContract {

    @TempDir
    Path folder;

    private HopServer server;
    private NextHop hop;
    private FileDeliveryJournal journal;

    @BeforeEach
    void open() throws IOException {
        server = HopServer.onLoopback();
        hop = new NextHop(settings(server.port(), Duration.ofSeconds(20)));
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    private static HopSettings settings(int port, Duration command) {
        return TestHops.onLoopback(
                port, HopProtocol.LMTP, new HopTimeouts(Duration.ofSeconds(20), command, Duration.ofSeconds(20)), 2);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        hop.close();
        server.close();
    }

    @Override
    public SealedStore store() {
        return new JournaledStore(journal, new LmtpStore(hop, true));
    }

    @Override
    public SealedMessage sealed() {
        return TestSealing.sealed("canary");
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE, StorePromise.ONCE_UNLESS_ANSWER_LOST);
    }

    @Override
    public int stored() {
        return server.messages.size();
    }

    @Override
    public void fail() {
        server.answer("RCPT", HopServer.CUT);
    }

    @Override
    public void mend() {
        server.answer("RCPT", "250 2.1.5 OK");
    }

    @Test
    void problemShouldNameTheNextHopThatDoesNotAnswer() throws IOException {
        try (DeafPort deaf = new DeafPort();
                NextHop nobody = new NextHop(settings(deaf.number(), Duration.ofSeconds(20)))) {
            assertThat(new LmtpStore(nobody, true).problem()).hasValueSatisfying(why -> assertThat(why)
                    .startsWith("the next hop inet:127.0.0.1:" + deaf.number() + " cannot be used: ")
                    .hasLineCount(1));
        }
    }

    private StoreResult store(Placement placement) {
        return store().store(new SealedDelivery(ID, ReversePath.nullPath(), ROUTE, placement, sealed()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 <alice@example.org> gone | 550 5.1.1 The mail store does not know the recipient",
                "552 5.2.2 alice is over quota      | 552 5.2.2 The recipient's mailbox is full",
                "452 4.2.2 later                    | 452 4.2.2 The recipient's mailbox is full",
                "550 5.2.1 disabled                 | 550 5.2.1 The recipient's mailbox does not accept mail",
                "554 5.7.1 policy of host10         | 554 5.7.1 The mail store does not accept the message",
                "451 nothing                        | 451 4.0.0 The mail store does not accept the message"
            })
    void refusalShouldHaveTheCodeAndStatusOfTheHopAndATextOfOurs(String answer, String reply) {
        server.answer("RCPT", answer);
        assertThat(store(Placement.inbox()))
                .isInstanceOfSatisfying(StoreResult.Refused.class, refused -> assertThat(refused.reply())
                        .hasToString(reply));
        mend();
        assertThat(store(Placement.inbox())).isEqualTo(new StoreResult.Stored());
    }

    /** One copy more for each reply that is lost, and no more than that. */
    @Test
    void messageWhoseReplyWasLostShouldBeHandedOverOnceMore() {
        server.answer(HopServer.END, HopServer.CUT);
        assertThat(store(Placement.inbox())).isInstanceOf(StoreResult.Unavailable.class);
        server.answer(HopServer.END, "250 2.6.0 stored");
        assertThat(store(Placement.inbox())).isEqualTo(new StoreResult.Stored());
        assertThat(store(Placement.inbox())).isEqualTo(new StoreResult.AlreadyThere());
        assertThat(server.messages).hasSize(2);
    }

    @Test
    void placementShouldBeInFieldsInFrontOfTheMessage() {
        store(new Placement(Optional.of("Junk"), Set.of("\\Seen", "$Junk")));
        store().store(new SealedDelivery(
                OTHER,
                ReversePath.nullPath(),
                ROUTE,
                new Placement(Optional.of("Entw\u00fcrfe " + "\u00fc".repeat(40)), Set.of()),
                sealed()));
        assertThat(new String(server.messages.get(0), ISO_8859_1))
                .startsWith("X-SealMX-Folder: Junk\r\nX-SealMX-Flags: $Junk \\Seen\r\n");
        List<String> lines =
                new String(server.messages.get(1), ISO_8859_1).lines().toList();
        assertThat(lines.get(0)).matches("X-SealMX-Folder: =\\?utf-8\\?B\\?[A-Za-z0-9+/=]{1,60}\\?=");
        assertThat(lines.get(1)).matches(" =\\?utf-8\\?B\\?[A-Za-z0-9+/=]{1,60}\\?=");
    }

    @Test
    void messageShouldArriveAsItWasSealed() throws IOException {
        SealedMessage sealed = sealed();
        store().store(new SealedDelivery(ID, ReversePath.nullPath(), ROUTE, Placement.inbox(), sealed));
        assertThat(server.messages).singleElement().isEqualTo(sealed.open().readAllBytes());
    }

    private SealedDelivery deliveryTo(String account, int number) {
        DeliveryId id = new DeliveryId("%064x".formatted(number));
        Route route =
                new Route(new AccountId(account), ROUTE.mailbox(), false, false, ROUTE.certificates(), Route.UNNAMED);
        return new SealedDelivery(id, ReversePath.nullPath(), route, Placement.inbox(), sealed());
    }

    /** Dovecot loses delivery ids when it stores two messages of a user at the same time. */
    @Test
    void accountShouldGetOneMessageAfterTheOther() throws Exception {
        SealedStore store = store();
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Callable<StoreResult>> messages = IntStream.range(0, 40)
                    .mapToObj(number -> deliveryTo("u1", number))
                    .<Callable<StoreResult>>map(delivery -> () -> store.store(delivery))
                    .toList();
            for (Future<StoreResult> result : senders.invokeAll(messages)) {
                assertThat(result.get()).isEqualTo(new StoreResult.Stored());
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(server.messages).hasSize(40);
        assertThat(server.accepted).hasValue(1);
    }

    @Test
    void messageShouldWaitForNoOtherAccount() throws Exception {
        SealedStore store = store();
        server.answer(HopServer.END, HopServer.SILENCE);
        CompletableFuture<StoreResult> first = CompletableFuture.supplyAsync(() -> store.store(deliveryTo("u1", 1)));
        assertThat(server.silences.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        server.answer(HopServer.END, "250 2.6.0 stored");
        assertThat(store.store(deliveryTo("u2", 2))).isEqualTo(new StoreResult.Stored());
        assertThat(first).isNotDone();
        server.say("250 2.6.0 stored\r\n");
        assertThat(first.get()).isEqualTo(new StoreResult.Stored());
    }

    private Optional<String> atRcpt(boolean ask) {
        return new JournaledStore(journal, new LmtpStore(hop, ask))
                .refusalAtRcpt(ReversePath.nullPath(), ROUTE, 7)
                .map(refusal -> refusal instanceof StoreResult.Refused refused
                        ? refused.reply().toString()
                        : refusal.getClass().getSimpleName());
    }

    @Test
    void hopShouldBeAskedAtRcptOnlyIfConfigured() {
        server.answer("RCPT", "552 5.2.2 alice is over quota");
        assertThat(atRcpt(false)).isEmpty();
        assertThat(server.commands).isEmpty();
        assertThat(atRcpt(true)).contains("552 5.2.2 The recipient's mailbox is full");
        mend();
        assertThat(atRcpt(true)).isEmpty();
        assertThat(server.messages).isEmpty();
        assertThat(server.accepted).hasValue(1);
    }

    @Test
    void hopThatFailsShouldBeAnOutageAtRcpt() {
        fail();
        assertThat(atRcpt(true)).contains("Unavailable");
        server.answer("RCPT", "421 4.3.2 shutting down");
        assertThat(atRcpt(true)).contains("Unavailable");
    }

    @Test
    void hopThatIsSilentShouldNotBeAskedAgainForAMoment() throws IOException {
        NextHop impatient = new NextHop(settings(server.port(), Duration.ofMillis(300)));
        LmtpStore store = new LmtpStore(impatient, true);
        server.answer("RCPT", HopServer.SILENCE);
        for (int i = 0; i < 5; i++) {
            assertThat(store.refusalAtRcpt(ReversePath.nullPath(), ROUTE, 0))
                    .get()
                    .isInstanceOf(StoreResult.Unavailable.class);
        }
        assertThat(server.accepted).hasValue(1);
        impatient.close();
    }

    /** Only a message whose reply was lost may be at the hop. */
    @Test
    void journalShouldKnowThatAMessageWasNotHandedOver() throws IOException {
        fail();
        assertThat(store(Placement.inbox())).isInstanceOf(StoreResult.Unavailable.class);
        assertThat(journal.begin(ID)).isEqualTo(DeliveryJournal.State.NEW);
        journal.notStored(ID);
        mend();
        server.answer(HopServer.END, HopServer.CUT);
        assertThat(store(Placement.inbox())).isInstanceOf(StoreResult.Unavailable.class);
        assertThat(journal.begin(ID)).isEqualTo(DeliveryJournal.State.UNCERTAIN);
        journal.uncertain(ID);
    }
}
