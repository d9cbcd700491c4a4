package org.sealmx.directory.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealmx.directory.AliasResolver;
import org.sealmx.directory.CertificateMaterial;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.IdentityDocument;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.ResolverSettings;
import org.sealmx.openpgp.CertificateSource;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in one file: a JSON array of identity documents. The file is looked at on a thread of its own and a change is in force
 * as soon as two looks have seen the same, so that a file in the middle of being written is not read. Content that is broken as a whole
 * never replaces what is in force; a broken document concerns its own address only. Look-ups take no locks. Safe for use by several
 * threads.
 */
public final class FileRecipientDirectory implements RecipientDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileRecipientDirectory.class);
    private static final int READS_AT_START = 5;

    private final Path file;
    private final Reader reader;
    private final Function<Snapshot, AliasResolver> resolverOf;
    private final ScheduledExecutorService watcher;

    private volatile Content content;

    // What follows is guarded by this.
    private Optional<FileStamp> lastSeen;
    private Optional<FileStamp> lastRead;
    private @Nullable String lastError;
    private boolean readAgain;

    private FileRecipientDirectory(
            Path file,
            Reader reader,
            Snapshot snapshot,
            Optional<FileStamp> stamp,
            Function<Snapshot, AliasResolver> resolverOf) {
        this.file = file;
        this.reader = reader;
        this.resolverOf = resolverOf;
        this.content = new Content(1, snapshot, resolverOf.apply(snapshot));
        this.lastSeen = stamp;
        this.lastRead = stamp;
        this.watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sealmx-directory-file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens the file with {@link FileSettings#defaults()}.
     *
     * @see #open(Path, LocalDomains, ResolverSettings, Function, FileSettings)
     */
    public static FileRecipientDirectory open(
            Path file,
            LocalDomains domains,
            ResolverSettings resolution,
            Function<CertificateMaterial, CertificateSource> certificates)
            throws DirectoryConfigurationException {
        return open(file, domains, resolution, certificates, FileSettings.defaults());
    }

    /**
     * Reads the file and begins to watch it.
     *
     * @param file         the JSON array
     * @param domains      which domains are ours
     * @param resolution   how addresses are resolved
     * @param certificates makes a source of the key material of a document; called when the certificates are first needed
     * @param settings     size limit and interval
     * @throws DirectoryConfigurationException when the file is missing, unreadable, too large or no JSON array
     */
    public static FileRecipientDirectory open(
            Path file,
            LocalDomains domains,
            ResolverSettings resolution,
            Function<CertificateMaterial, CertificateSource> certificates,
            FileSettings settings)
            throws DirectoryConfigurationException {
        return open(
                file,
                () -> IdentityFile.read(file, settings.maxBytes()),
                certificates,
                snapshot -> new AliasResolver(snapshot, domains, resolution, snapshot::certificates),
                settings.pollInterval());
    }

    /** As the others, with the reading of the file replaced. */
    static FileRecipientDirectory open(
            Path file,
            Reader reader,
            Function<CertificateMaterial, CertificateSource> certificates,
            Function<Snapshot, AliasResolver> resolverOf,
            Duration interval)
            throws DirectoryConfigurationException {
        for (int read = 0; read < READS_AT_START; read++) {
            Optional<FileStamp> stamp = FileStamp.of(file);
            Snapshot snapshot = Snapshot.first(reader.read(), certificates);
            if (stamp.equals(FileStamp.of(file))) {
                FileRecipientDirectory directory =
                        new FileRecipientDirectory(file, reader, snapshot, stamp, resolverOf);
                directory.start(interval.toMillis());
                return directory;
            }
        }
        throw new DirectoryConfigurationException("directory file " + file + " changes while it is read");
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        return content.resolver.resolve(recipient);
    }

    /** How often content of the file came into force: 1 after opening, and one more with each reload that succeeded. */
    public long generation() {
        return content.generation;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    private void start(long interval) {
        content.snapshot.problems().forEach(FileRecipientDirectory::reportProblem);
        LOGGER.info("Directory file {}: {} identity documents", file, content.snapshot.size());
        // Ends with close() only: look() lets nothing through.
        var unused = watcher.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** One look at the file; what the watching thread does at every interval. */
    synchronized void look() {
        Optional<FileStamp> stamp = FileStamp.of(file);
        boolean settled = stamp.equals(lastSeen);
        boolean changed = !stamp.equals(lastRead);
        lastSeen = stamp;
        if (settled && (changed || readAgain)) {
            if (changed) {
                lastError = null;
            }
            lastRead = stamp;
            readAgain = false;
            reload(stamp);
        }
    }

    private void reload(Optional<FileStamp> stamp) {
        try {
            Content before = content;
            Snapshot next = before.snapshot.next(reader.read());
            if (!stamp.equals(FileStamp.of(file))) {
                // Written to while it was read: the next look sees the change.
                return;
            }
            lastError = null;
            content = new Content(before.generation + 1, next, resolverOf.apply(next));
            next.problems().stream()
                    .filter(problem -> !before.snapshot.problems().contains(problem))
                    .forEach(FileRecipientDirectory::reportProblem);
            LOGGER.info("Directory file {} reloaded: {} identity documents", file, next.size());
        } catch (DirectoryConfigurationException e) {
            // What the stamp does not show, such as permissions, may be put right without a change of it.
            readAgain = e.getCause() != null && stamp.isPresent();
            reportError(String.valueOf(e.getMessage()));
        } catch (RuntimeException | OutOfMemoryError e) {
            // The watching must go on, else no later repair would be seen. The exception could quote the file: not
            // logged in full.
            reportError("directory file " + file + " could not be processed: "
                    + e.getClass().getName());
        }
    }

    /** Once for each change, however often it is read. */
    private void reportError(String error) {
        if (!error.equals(lastError)) {
            LOGGER.error("The directory stays as it was: {}", error);
            lastError = error;
        }
    }

    private static void reportProblem(String problem) {
        LOGGER.warn("Mail for one address waits, because of {}", problem);
    }

    /** Reads the documents of the file. */
    @FunctionalInterface
    interface Reader {
        List<IdentityDocument> read() throws DirectoryConfigurationException;
    }

    /**
     * What is in force.
     *
     * @param generation how many came into force so far
     * @param snapshot   the documents
     * @param resolver   resolves over the documents
     */
    private record Content(long generation, Snapshot snapshot, AliasResolver resolver) {}
}
