package org.sealmx.directory.file;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificate;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.file.ContentInForce.DeadPostmaster;
import org.sealmx.directory.identity.CertificateRegistration;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in one file: a JSON array of identity documents. A thread of its own checks the file regularly, and a
 * change comes into force once two checks have seen the same, so that a file that is still being written is not read.
 * Content that is broken as a whole, or that leaves a domain of ours without a postmaster, never replaces the content
 * in force. A broken document affects only its own address; if that address cannot be read, it affects every address
 * that is not found. Look-ups take no locks.
 */
@ThreadSafe
public final class FileRecipientDirectory implements ExplainableDirectory, ClientCertificates {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileRecipientDirectory.class);
    private static final int READS_AT_START = 5;
    private static final int MOST_PROBLEMS = 100;
    private static final long WATCH_MILLIS = 1000;

    private final FileParts parts;
    private final LookWatch watch;
    private final ScheduledExecutorService looks = daemon("sealmx-directory-file");
    private final ScheduledExecutorService watches = daemon("sealmx-directory-watch");

    @SuppressWarnings("ThreadSafe")
    private volatile ContentInForce content;

    @SuppressWarnings("ThreadSafe")
    private volatile @Nullable String lastError;

    /** When the content in force was last known to be that of the file. */
    @SuppressWarnings("ThreadSafe")
    private volatile long inForceAt;

    @GuardedBy("this")
    private Optional<FileStamp> lastSeen;

    @GuardedBy("this")
    private Optional<FileStamp> lastRead;

    @GuardedBy("this")
    private boolean readAgain;

    private FileRecipientDirectory(FileParts parts, ContentInForce content, Optional<FileStamp> stamp) {
        this.parts = parts;
        this.watch = new LookWatch(parts.file(), parts.interval(), parts.nanoTime(), LOGGER);
        this.content = content;
        this.lastSeen = stamp;
        this.lastRead = stamp;
        this.inForceAt = parts.nanoTime().getAsLong();
    }

    /**
     * Reads the file and starts to watch it.
     *
     * @param file the JSON array
     * @param domains our domains; each has a postmaster in the file
     * @param resolution how addresses are resolved
     * @param certificates turns the key material of a document into a source of certificates; called when the
     *     certificates are first needed
     * @param clock the time at which certificates must be usable for the log not to list the account as unable to
     *     receive mail
     * @throws DirectoryConfigurationException when the file is missing, unreadable or too large, is not a regular file
     *     or not a JSON array, or has no document for the postmaster of a domain
     */
    public static FileRecipientDirectory open(
            Path file, LocalDomains domains, ResolverSettings resolution, MaterialReader certificates, Clock clock)
            throws DirectoryConfigurationException {
        return open(FileParts.of(file, domains, resolution, certificates, clock));
    }

    /** Opens a directory with the given parts. */
    static FileRecipientDirectory open(FileParts parts) throws DirectoryConfigurationException {
        for (int read = 0; read < READS_AT_START; read++) {
            Optional<FileStamp> stamp = FileStamp.of(parts.file());
            Snapshot snapshot = Snapshot.first(parts.reader().read(), parts.certificates());
            if (stamp.equals(FileStamp.of(parts.file()))) {
                FileRecipientDirectory directory =
                        new FileRecipientDirectory(parts, ContentInForce.of(parts, snapshot), stamp);
                directory.start();
                return directory;
            }
        }
        throw new DirectoryConfigurationException(parts.place() + " keeps changing while it is being read");
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        return content.resolver().resolve(recipient);
    }

    @Override
    public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
        return content.resolver().resolve(recipient, trace);
    }

    @Override
    public HeldAnswer held(EmailAddress recipient) {
        return new HeldAnswer(HeldAnswer.State.ALL_DOCUMENTS, Optional.of(content.since()));
    }

    @Override
    public Optional<ClientCertificate> find(CertificateFingerprint fingerprint, Instant at)
            throws DirectoryUnavailableException {
        return CertificateRegistration.usableAt(at, content.snapshot().clientCertificate(fingerprint));
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        ContentInForce now = content;
        Optional.ofNullable(lastError)
                .ifPresent(error -> problems.add("the previous directory is still in use: " + error));
        watch.problem().ifPresent(problems::add);
        now.deadEnds().forEach(dead -> problems.add(dead.toString()));
        now.snapshot().doubt().ifPresent(problems::add);
        int broken = now.snapshot().problems().size();
        if (broken > 0) {
            problems.add("mail waits because of " + broken + (broken == 1 ? " broken identity" : " broken identities")
                    + "; see the log, or run check");
        }
        return problems;
    }

    /** {@inheritDoc} About the time between two checks of the file, as long as its content is in force. */
    @Override
    public Duration lag() {
        return Duration.ofNanos(parts.nanoTime().getAsLong() - inForceAt);
    }

    @Override
    public void close() {
        looks.shutdownNow();
        watches.shutdownNow();
    }

    private void start() {
        ContentInForce first = content;
        first.deadEnds().forEach(FileRecipientDirectory::reportDeadEnd);
        reportProblems(first.snapshot(), Set.of());
        summarize(first, "");
        long interval = parts.interval().toMillis();
        // Both end only with close(): they let no exception escape.
        repeat(looks, this::look, interval);
        repeat(watches, this::watch, WATCH_MILLIS);
    }

    private static void repeat(ScheduledExecutorService executor, Runnable task, long millis) {
        var unused = executor.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Checks the file once; the watching thread does this at every interval. */
    synchronized void look() {
        try {
            Optional<FileStamp> stamp = FileStamp.of(parts.file());
            boolean settled = stamp.equals(lastSeen);
            boolean changed = !stamp.equals(lastRead);
            lastSeen = stamp;
            if (settled && (changed || readAgain)) {
                lastRead = stamp;
                readAgain = false;
                reload(stamp, changed);
            }
            if (lastError == null && stamp.equals(lastRead)) {
                inForceAt = parts.nanoTime().getAsLong();
            }
        } catch (RuntimeException | Error e) {
            // The watching must go on, or no later repair would be seen. The exception could quote the file, so it is
            // not logged in full.
            reportError(parts.place() + " cannot be processed: " + e.getClass().getName(), true);
        }
        watch.looked();
    }

    /** Checks once whether the file is still being checked. */
    void watch() {
        watch.check();
    }

    @GuardedBy("this")
    private void reload(Optional<FileStamp> stamp, boolean changed) {
        try {
            ContentInForce before = content;
            Snapshot read = before.snapshot().next(parts.reader().read());
            if (!stamp.equals(FileStamp.of(parts.file()))) {
                // The file was written while it was read; the next check sees the change.
                return;
            }
            ContentInForce next = ContentInForce.of(parts, read);
            content = next;
            lastError = null;
            next.deadEnds().stream()
                    .filter(dead -> !before.deadEnds().contains(dead))
                    .forEach(FileRecipientDirectory::reportDeadEnd);
            reportProblems(read, before.snapshot().problems());
            summarize(next, "reloaded (" + DirectorySummary.changes(before.snapshot(), read) + "): ");
        } catch (DirectoryConfigurationException e) {
            // A fault that the stamp does not show, such as permissions, may be fixed without changing the stamp.
            readAgain = e.getCause() != null && stamp.isPresent();
            reportError(String.valueOf(e.getMessage()), changed);
        }
    }

    /** Logs an error once for each change, however often the file is read. */
    private void reportError(String error, boolean changed) {
        if (changed || !error.equals(lastError)) {
            LOGGER.error("Keeping the previous directory: {}", error);
        }
        lastError = error;
    }

    private static void reportDeadEnd(DeadPostmaster dead) {
        LOGGER.error("{}. Fix that identity, or point postmaster@ elsewhere.", dead);
    }

    private static void reportProblems(Snapshot snapshot, Set<String> known) {
        List<String> problems = snapshot.problems().stream()
                .filter(problem -> !known.contains(problem))
                .toList();
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> LOGGER.warn("{}", problem));
        if (problems.size() > MOST_PROBLEMS) {
            LOGGER.warn("{} more identities are broken; check lists them", problems.size() - MOST_PROBLEMS);
        }
    }

    /** Logs the summary in the background, since it reads every certificate. */
    private void summarize(ContentInForce said, String before) {
        parts.background().execute(() -> {
            try {
                DirectorySummary.Summary summary = DirectorySummary.of(
                        said.snapshot(),
                        said.resolver(),
                        parts.domains(),
                        parts.clock().instant());
                if (summary.cannotReceive() > 0) {
                    LOGGER.warn("Directory file {}: {}{}", parts.file(), before, summary.text());
                } else {
                    LOGGER.info("Directory file {}: {}{}", parts.file(), before, summary.text());
                }
            } catch (RuntimeException | Error e) {
                LOGGER.error(
                        "The summary of directory file {} failed: {}",
                        parts.file(),
                        e.getClass().getName());
            }
        });
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
