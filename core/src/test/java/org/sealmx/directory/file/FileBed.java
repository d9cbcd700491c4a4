package org.sealmx.directory.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.directory.resolve.ResolverSettings;

/**
 * Creates directories from files as the product does, except that the test itself checks the file for changes, and
 * summaries are logged at once.
 */
final class FileBed {

    /** The time at which certificates are judged. */
    static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    /** The monotonic clock, in nanoseconds. */
    final AtomicLong nanoTime = new AtomicLong();

    long maxBytes = IdentityFile.MAX_BYTES;
    Duration interval = Duration.ofHours(1);
    ResolverSettings resolution = ResolverSettings.defaults();
    LocalDomains domains = RecipientDirectoryContract.DOMAINS;
    FileParts.Acceptance acceptance = PostmasterCheck.Result::requireAll;
    MaterialReader certificates = RecipientDirectoryContract.CERTIFICATES;
    Optional<FileParts.Reader> reader = Optional.empty();

    private final AtomicInteger contents = new AtomicInteger();

    /** A bed that also accepts content without postmasters. */
    static FileBed lenient() {
        FileBed bed = new FileBed();
        bed.acceptance = (postmasters, place) -> {};
        return bed;
    }

    /** Opens a file. */
    FileRecipientDirectory open(Path file) throws DirectoryConfigurationException {
        FileParts parts = FileParts.of(file, domains, resolution, certificates, Clock.fixed(NOW, ZoneOffset.UTC));
        return FileRecipientDirectory.open(new FileParts(
                file,
                reader.orElse(() -> IdentityFile.read(file, maxBytes)),
                acceptance,
                domains,
                resolution,
                certificates,
                interval,
                parts.clock(),
                nanoTime::get,
                this::summarize));
    }

    /** How many contents have come into force in the directories opened here: each is summarized once. */
    int contents() {
        return contents.get();
    }

    private void summarize(Runnable summary) {
        contents.incrementAndGet();
        summary.run();
    }
}
