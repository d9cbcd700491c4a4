package org.sealmx.directory.file;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.PostmasterCheck;
import org.sealmx.directory.resolve.ResolverSettings;

/**
 * The parts of a directory in a file.
 *
 * @param file the JSON array
 * @param reader reads the file
 * @param acceptance decides whether the content as a whole may come into force
 * @param domains our domains
 * @param resolution how addresses are resolved
 * @param certificates turns key material into a source of certificates
 * @param interval between two checks of the file
 * @param clock the time at which certificates must be usable for the summary
 * @param nanoTime a clock that nobody can set
 * @param background runs the summary, which reads every certificate
 */
@ThreadSafe
record FileParts(
        Path file,
        Reader reader,
        Acceptance acceptance,
        LocalDomains domains,
        ResolverSettings resolution,
        MaterialReader certificates,
        Duration interval,
        Clock clock,
        LongSupplier nanoTime,
        Executor background) {

    /** A change comes into force after two checks that see the same. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    /** Reads the documents of the file. */
    @ThreadSafe
    @FunctionalInterface
    interface Reader {
        FileContent read() throws DirectoryConfigurationException;
    }

    /** Decides whether content may come into force. */
    @ThreadSafe
    @FunctionalInterface
    interface Acceptance {
        void require(PostmasterCheck.Result postmasters, String place) throws DirectoryConfigurationException;
    }

    /** The parts in production. */
    static FileParts of(
            Path file, LocalDomains domains, ResolverSettings resolution, MaterialReader certificates, Clock clock) {
        return new FileParts(
                file,
                () -> IdentityFile.read(file, IdentityFile.MAX_BYTES),
                PostmasterCheck.Result::requireAll,
                domains,
                resolution,
                certificates,
                INTERVAL,
                clock,
                System::nanoTime,
                FileParts::runOnce);
    }

    /** The name of the file for the operator. */
    String place() {
        return "directory file " + file;
    }

    AliasResolver resolver(Snapshot snapshot) {
        return new AliasResolver(snapshot, domains, resolution, snapshot::certificates);
    }

    private static void runOnce(Runnable task) {
        Thread thread = new Thread(task, "sealmx-directory-summary");
        thread.setDaemon(true);
        thread.start();
    }
}
