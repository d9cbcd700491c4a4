package org.sealmx.notice;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SearchableStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.MovedClock;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.Decryptor;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealedParts;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.EmailAddress;

/** Directories, stores and nodes for the tests of notices. */
final class NoticeBed implements AutoCloseable {

    static final LocalDomains DOMAINS = LocalDomains.of(List.of("example.org"));
    static final DeliveryIdFactory IDS =
            new DeliveryIdFactory("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    final MovedClock clock;
    final Mailboxes mailboxes = new Mailboxes();
    private final Path folder;
    private final List<FileRecipientDirectory> opened = new ArrayList<>();
    private int files;

    NoticeBed(Path folder, Instant now) {
        this.folder = folder;
        this.clock = new MovedClock(now);
    }

    /** A key that ends at an instant. */
    static TestKey ending(Instant end) {
        return TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519,
                TestKeyAlgorithm.LEGACY_X25519,
                "Alice <alice@example.org>",
                subpackets -> {
                    TestKeys.certifying(subpackets);
                    subpackets.setKeyExpirationTime(
                            false, Duration.between(TestKeys.CREATED, end).toSeconds());
                });
    }

    /** A directory of these documents and a postmaster whose key never ends. */
    FileRecipientDirectory directory(Doc... documents) throws Exception {
        List<Doc> all = new ArrayList<>(List.of(documents));
        all.add(TestIdentities.main("admin", "postmaster@example.org")
                .key(TestKeys.rsa2048().armoredCertificate()));
        Path file = folder.resolve("directory" + files++ + ".json");
        Files.writeString(file, TestIdentities.array(all));
        FileRecipientDirectory directory = FileRecipientDirectory.open(
                file, DOMAINS, ResolverSettings.defaults(), new AccountCertificateReader(), clock);
        opened.add(directory);
        return directory;
    }

    /** What one node does: its journals, and the mailboxes that all nodes share. */
    Node node(FileRecipientDirectory directory, DeliveryJournal deliveries, DeliveryJournal notices) {
        return node(directory, new JournaledStore(deliveries, mailboxes), Optional.empty(), notices);
    }

    Node node(
            FileRecipientDirectory directory,
            SealedStore store,
            Optional<SealedStore> forwards,
            DeliveryJournal notices) {
        return new Node(directory, directory, store, forwards, new NoticeJournal(notices, IDS));
    }

    /** A node that reads its documents in one place and asks about addresses in another. */
    Node node(IdentityDocuments documents, RecipientDirectory directory, DeliveryJournal journal) {
        return new Node(
                documents,
                directory,
                new JournaledStore(journal, mailboxes),
                Optional.empty(),
                new NoticeJournal(journal, IDS));
    }

    final class Node {
        final ExpiryForecast forecast = new ExpiryForecast(clock);
        final ExpiryRound round;

        Node(
                IdentityDocuments documents,
                RecipientDirectory directory,
                SealedStore store,
                Optional<SealedStore> forwards,
                DeliveryJournal journal) {
            SealedNotices sealed =
                    new SealedNotices(new MessageSealer(new SecureRandom()), store, forwards, journal, DOMAINS);
            ExpiryNotices notices = new ExpiryNotices(
                    NoticeDays.defaults(), ExpiryNotices.DEFAULT_TEXT, sealed, usable -> Optional.empty(), IDS);
            round = new ExpiryRound(documents, directory, notices, forecast, clock);
        }

        ExpiryRound.Result run() {
            return round.run(() -> true);
        }
    }

    @Override
    public void close() {
        opened.forEach(FileRecipientDirectory::close);
    }

    /** A message in a mailbox, and when it came. */
    record Kept(SealedDelivery delivery, Instant at) {

        String opened(TestKey key) {
            return new String(Decryptor.entity(SealedParts.text(delivery.message()), key), StandardCharsets.UTF_8);
        }
    }

    /** Stores every message that it gets, also twice. */
    final class Mailboxes implements SearchableStore {

        final List<Kept> kept = new CopyOnWriteArrayList<>();
        private final Set<DeliveryId> ids = ConcurrentHashMap.newKeySet();
        volatile Optional<StoreResult> failure = Optional.empty();
        volatile boolean losesAnswers;

        @Override
        public String name() {
            return "mailboxes";
        }

        @Override
        public SealingFormat format() {
            return SealingFormat.MIME;
        }

        @Override
        public Set<StorePromise> promises() {
            return Set.of();
        }

        @Override
        public StoreResult append(SealedDelivery delivery) {
            if (failure.isPresent()) {
                return failure.get();
            }
            kept.add(new Kept(delivery, clock.instant()));
            ids.add(delivery.id());
            return losesAnswers
                    ? new StoreResult.Unavailable(StoreResult.Scope.STORE, "lost", "the answer was lost")
                    : new StoreResult.Stored();
        }

        @Override
        public Optional<StoreResult> find(SealedDelivery delivery) {
            return ids.contains(delivery.id()) ? Optional.of(new StoreResult.AlreadyThere()) : Optional.empty();
        }

        List<Instant> times() {
            return kept.stream().map(Kept::at).toList();
        }

        List<EmailAddress> addresses() {
            return kept.stream().map(one -> one.delivery().route().mailbox()).toList();
        }
    }
}
