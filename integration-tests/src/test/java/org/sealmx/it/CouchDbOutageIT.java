package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SmtpSink;

/** CouchDB becomes unreachable in the middle of 500 messages and comes back: that costs time, but no mail. */
class CouchDbOutageIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int MESSAGES = 500;
    private static final int ACCOUNTS = 20;
    /** The number of the message at which CouchDB is cut off, with earlier and later mail on its way. */
    private static final int MIDDLE = 200;

    private static final String CANARY = "clear-words-of-message";
    private static final Pattern NUMBER = Pattern.compile(CANARY + " (\\d+) ");
    /** Recipients that get mail from the beginning, so that the directory's answers about them are in memory. */
    private static final List<String> KNOWN = addresses("known");
    /** Recipients that get mail only while CouchDB is unreachable. */
    private static final List<String> NEW = addresses("new");

    private interface Mailboxes {
        List<byte[]> of(String address) throws Exception;
    }

    @Test
    void mailShouldWaitForCouchDbAndArriveOnceWhenJamesStoresIt() throws Exception {
        try (CouchDirectory couch = directory();
                SealMxServer server = SealMxServer.builder()
                        .directory(CouchDbOutageIT::accounts)
                        .couchDb(couch)
                        .conf(conf -> conf.append("sealmx.properties", "cache-seconds-without-feed=1"))
                        .start()) {
            int during = passOutage(couch, server, server::inbox);
            assertThat(during).as("known accounts are served meanwhile").isPositive();
            assertThat(server.metric("sealmx_directory_stale_served")).isPositive();
            assertThat(server.log().text()).contains("The directory does not answer", "The directory answers again");
        }
    }

    @Test
    void mailShouldWaitForCouchDbAndArriveOnceWhenCouchDbStoresItToo() throws Exception {
        try (CouchDirectory couch = directory()) {
            for (String address : all()) {
                couch.createMailDatabase(address);
            }
            ServerBuilder builder = SealMxServer.builder().couchDb(couch).storeInCouchDb();
            try (SealMxServer server = builder.start()) {
                passOutage(couch, server, couch::messages);
            }
        }
    }

    /** Returns how many messages were delivered while CouchDB was unreachable. */
    @SuppressWarnings("SystemOut") // the figures are part of the result
    private static int passOutage(CouchDirectory couch, SealMxServer server, Mailboxes mailboxes) throws Exception {
        List<String> expected = new ArrayList<>();
        try (SmtpSink bounces = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", server.lmtpPort(), bounces.port())) {
            requireAccepted(server, KNOWN);
            submit(postfix, 0, MIDDLE, expected);
            Await.until("mail in both places", LIMIT, () -> sent(postfix) >= MIDDLE / 4);
            int before = sent(postfix);
            couch.server().interrupt();
            int atInterruption = sent(postfix);
            submit(postfix, MIDDLE, MESSAGES, expected);
            awaitRest(postfix);
            int during = sent(postfix) - atInterruption;
            int deferred = postfix.queue().stream()
                    .mapToInt(queued -> queued.recipients().size())
                    .sum();
            couch.server().resume();
            long resumed = System.nanoTime();
            Await.until("an answer for somebody new", LIMIT, () -> isAccepted(server, NEW.get(0)));
            long recovered = System.nanoTime();
            flushUntilEmpty(postfix);

            List<String> arrived = open(mailboxes);
            Set<String> once = new HashSet<>(arrived);
            System.out.printf(
                    "%d messages, %d deliveries, CouchDB cut off (%s): %d delivered before, %d at the cut, %d while it was away,"
                            + " %d of the rest waited in Postfix' queue; %d bounced, %d lost, %d doubled; a new account was"
                            + " answered %d ms after its return%n",
                    MESSAGES,
                    expected.size(),
                    couch.server(),
                    before,
                    atInterruption - before,
                    during,
                    deferred,
                    bounces.received().size(),
                    expected.stream()
                            .filter(delivery -> !once.contains(delivery))
                            .count(),
                    arrived.size() - once.size(),
                    (recovered - resumed) / 1_000_000);
            assertThat(bounces.received()).isEmpty();
            long errors = server.log()
                    .text()
                    .lines()
                    .filter(line -> line.contains("ERROR"))
                    .distinct()
                    .count();
            System.out.printf("%d lines of ERROR in the log about it%n", errors);
            assertThat(errors).as("lines of ERROR").isBetween(1L, 12L);
            assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(deferred).isPositive();
            assertThat(FileSearch.filesWith(server.folder(), CANARY))
                    .as("plaintext in a file")
                    .isEmpty();
            return during;
        }
    }

    private static void submit(PostfixServer postfix, int from, int to, List<String> expected) throws Exception {
        for (int i = from; i < to; i++) {
            List<String> recipients = new ArrayList<>();
            recipients.add(KNOWN.get(i % ACCOUNTS));
            if (i >= MIDDLE && i % 3 == 0) {
                recipients.add(NEW.get(i % ACCOUNTS));
            }
            postfix.submit(Accounts.SENDER, recipients, Messages.fresh("Subject: x\r\n", CANARY + " " + i + " \r\n"));
            for (String recipient : recipients) {
                expected.add(i + " to " + recipient);
            }
        }
    }

    /** Waits until everything in the queue has been tried since CouchDB became unreachable. */
    private static void awaitRest(PostfixServer postfix) throws Exception {
        Await.until("each message to be tried", LIMIT, () -> postfix.queue().stream()
                .allMatch(queued -> queued.reasons().stream().allMatch(CouchDbOutageIT::isTemporary)));
    }

    private static boolean isTemporary(String reason) {
        return reason.contains("451 4.");
    }

    private static void flushUntilEmpty(PostfixServer postfix) throws Exception {
        Await.until("an empty queue", LIMIT, () -> {
            List<PostfixServer.Queued> queue = postfix.queue();
            // While Postfix tries a message, it is busy enough.
            if (queue.stream().allMatch(PostfixServer.Queued::deferred)) {
                postfix.flush();
            }
            return queue.isEmpty();
        });
    }

    private static int sent(PostfixServer postfix) throws Exception {
        return (int) postfix.log()
                .lines()
                .filter(line -> line.contains("status=sent"))
                .count();
    }

    /** The messages that have arrived, each as {@code number to address}. */
    private static List<String> open(Mailboxes mailboxes) throws Exception {
        List<String> addresses = new ArrayList<>();
        List<byte[]> armored = new ArrayList<>();
        for (String address : all()) {
            for (byte[] stored : mailboxes.of(address)) {
                addresses.add(address);
                armored.add(SealedMessage.parse(stored).armor());
            }
        }
        List<byte[]> opened = Accounts.shared().gpg().decryptAll(armored);
        return IntStream.range(0, opened.size())
                .mapToObj(i -> number(opened.get(i)) + " to " + addresses.get(i))
                .toList();
    }

    private static String number(byte[] opened) {
        Matcher matcher = NUMBER.matcher(new String(opened, StandardCharsets.ISO_8859_1));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static CouchDirectory directory() throws Exception {
        CouchDbServer server = SharedServers.couchDb();
        CouchDirectory couch = new CouchDirectory(server);
        accounts(couch.documents());
        couch.publishAll();
        return couch;
    }

    private static void accounts(DirectoryFile documents) {
        String certificate = Accounts.shared().alice().certificate();
        all().forEach(address -> documents.account(address, certificate));
        documents.alias("postmaster@example.org", KNOWN.get(0));
    }

    private static void requireAccepted(SealMxServer server, List<String> addresses) throws Exception {
        for (String address : addresses) {
            assertThat(isAccepted(server, address)).as(address).isTrue();
        }
    }

    private static boolean isAccepted(SealMxServer server, String address) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(Accounts.SENDER, List.of(address)).get(0).code() == 250;
        }
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(KNOWN);
        all.addAll(NEW);
        return all;
    }

    private static List<String> addresses(String name) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> name + i + "@example.org")
                .toList();
    }
}
