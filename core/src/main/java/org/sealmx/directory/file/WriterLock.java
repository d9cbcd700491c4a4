package org.sealmx.directory.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.sealmx.directory.DirectoryUnavailableException;

/**
 * Keeps a second writer of a directory file out: threads of this process by a lock in memory, other processes by a lock
 * on a file beside it, which stays there empty. The file itself cannot carry the lock, since each writer replaces it.
 */
final class WriterLock implements AutoCloseable {

    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long INTERVAL_MILLIS = 20;

    private final ReentrantLock threads;
    private final FileChannel channel;
    private final FileLock lock;

    private WriterLock(ReentrantLock threads, FileChannel channel, FileLock lock) {
        this.threads = threads;
        this.channel = channel;
        this.lock = lock;
    }

    /** The file that carries the lock. */
    static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".lock");
    }

    /** Waits for the lock, for at most ten seconds. */
    static WriterLock of(Path file) throws DirectoryUnavailableException {
        return of(file, PATIENCE);
    }

    /** Waits for the lock. */
    static WriterLock of(Path file, Duration patience) throws DirectoryUnavailableException {
        long deadline = System.nanoTime() + patience.toNanos();
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        try {
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(file);
            }
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        }
        boolean held = false;
        try {
            FileChannel channel = FileChannel.open(
                    beside(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                WriterLock lock = new WriterLock(threads, channel, lock(file, channel, deadline));
                held = true;
                return lock;
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " cannot be locked: " + beside(file) + ": " + e.getMessage(), e);
        } finally {
            if (!held) {
                threads.unlock();
            }
        }
    }

    private static FileLock lock(Path file, FileChannel channel, long deadline)
            throws IOException, DirectoryUnavailableException {
        while (true) {
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw busy(file);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(file, e);
            }
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // held in this process, by another class loader's copy of this class
            return Optional.empty();
        }
    }

    private static DirectoryUnavailableException busy(Path file) {
        return new DirectoryUnavailableException("directory file " + file + " is being changed by somebody else, who"
                + " has held its lock " + beside(file).getFileName() + " for ten seconds; try again");
    }

    private static DirectoryUnavailableException interrupted(Path file, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DirectoryUnavailableException("directory file " + file + " is unchanged: interrupted", e);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            threads.unlock();
        }
    }
}
