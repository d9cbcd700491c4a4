package org.sealmx.delivery.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealmx.octets.FileFault;

/**
 * A journal in one file that records are appended to, and that is rewritten when it has grown too long. Every record
 * has been handed to the operating system before the call returns, so it survives a crash of the process; with
 * {@code sync} it is on the disk and survives a crash of the machine as well. When there are more than {@code capacity}
 * deliveries, the oldest are forgotten.
 */
@ThreadSafe
public final class FileDeliveryJournal implements DeliveryJournal {

    private static final char BEGUN = 'B';
    private static final char STORED = 'S';
    private static final char NOT_STORED = 'N';
    private static final int MIN_RECORDS_BEFORE_REWRITE = 1_000;

    private enum Known {
        IN_PROGRESS,
        UNCERTAIN,
        DONE
    }

    private final Path file;
    private final int capacity;
    private final boolean sync;

    @GuardedBy("this")
    private final Map<DeliveryId, Known> known = new LinkedHashMap<>();

    private final FileChannel lock;

    @GuardedBy("this")
    private FileChannel channel;

    @GuardedBy("this")
    private int records;

    private FileDeliveryJournal(Path file, int capacity, boolean sync) throws IOException {
        this.file = file;
        this.capacity = capacity;
        this.sync = sync;
        this.lock = locked(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            read();
            this.channel = rewritten();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Locks the journal: with two processes writing to it, the records of one would be lost. */
    private static FileChannel locked(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("already in use by this process", e);
        }
        channel.close();
        throw new IOException("in use by another process");
    }

    /**
     * Opens the journal, and creates it when it is missing.
     *
     * @param capacity the number of deliveries to remember, at least 1; each takes about 200 bytes of heap
     * @param sync whether to wait for the disk after every record
     * @throws IOException when the file cannot be read or written, or another process has it open
     * @throws IllegalArgumentException when the capacity is less than 1
     */
    public static FileDeliveryJournal open(Path file, int capacity, boolean sync) throws IOException {
        if (capacity < 1) {
            throw new IllegalArgumentException("the capacity of the delivery journal must be at least 1");
        }
        return new FileDeliveryJournal(file, capacity, sync);
    }

    @Override
    public synchronized State begin(DeliveryId id) throws IOException {
        Known before = known.get(id);
        if (before == Known.DONE) {
            return State.DONE;
        }
        if (before == Known.IN_PROGRESS) {
            return State.IN_PROGRESS;
        }
        if (before == null) {
            append(BEGUN, id);
        }
        remember(id, Known.IN_PROGRESS);
        return before == null ? State.NEW : State.UNCERTAIN;
    }

    @Override
    public synchronized void done(DeliveryId id) throws IOException {
        remember(id, Known.DONE);
        append(STORED, id);
    }

    @Override
    public synchronized void notStored(DeliveryId id) throws IOException {
        remember(id, Known.UNCERTAIN);
        append(NOT_STORED, id);
        known.remove(id);
    }

    @Override
    public synchronized void uncertain(DeliveryId id) {
        remember(id, Known.UNCERTAIN);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        lock.close();
    }

    @GuardedBy("this")
    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                recall(line);
            }
        }
    }

    @GuardedBy("this")
    private void recall(String line) {
        if (!line.matches("[BSN] [0-9a-f]{64}")) {
            return; // the last record of a process that was killed while writing it
        }
        DeliveryId id = new DeliveryId(line.substring(2));
        switch (line.charAt(0)) {
            case BEGUN -> remember(id, Known.UNCERTAIN);
            case STORED -> remember(id, Known.DONE);
            default -> known.remove(id);
        }
    }

    /**
     * Forgets the oldest finished deliveries when there are too many. One that hangs does not keep later ones in
     * memory.
     */
    @GuardedBy("this")
    private void remember(DeliveryId id, Known state) {
        known.put(id, state);
        int excess = known.size() - capacity;
        for (Iterator<Known> oldest = known.values().iterator(); excess > 0 && oldest.hasNext(); ) {
            if (oldest.next() != Known.IN_PROGRESS) {
                oldest.remove();
                excess--;
            }
        }
    }

    @GuardedBy("this")
    private void append(char kind, DeliveryId id) throws IOException {
        try {
            appendRecord(kind, id);
        } catch (IOException e) {
            throw FileFault.naming(file, e);
        }
    }

    @GuardedBy("this")
    private void appendRecord(char kind, DeliveryId id) throws IOException {
        if (records > Math.max(MIN_RECORDS_BEFORE_REWRITE, 4 * capacity)) {
            channel.close();
            channel = rewritten();
        }
        write(channel, kind, id);
        if (sync) {
            channel.force(false);
        }
        records++;
    }

    @GuardedBy("this")
    private FileChannel rewritten() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            writeTo(fresh);
        } catch (IOException e) {
            throw FileFault.naming(fresh, e);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (sync) {
            // The new name must be on the disk before the next record, or a crash would bring back the old file.
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
        records = known.size();
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @GuardedBy("this")
    private void writeTo(Path fresh) throws IOException {
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            for (Map.Entry<DeliveryId, Known> entry : List.copyOf(known.entrySet())) {
                write(out, entry.getValue() == Known.DONE ? STORED : BEGUN, entry.getKey());
            }
            out.force(true);
        }
    }

    private static void write(FileChannel out, char kind, DeliveryId id) throws IOException {
        // The line break comes first, so that a record cut short by a full disk does not spoil the next one.
        ByteBuffer record = ByteBuffer.wrap(("\n" + kind + " " + id.hex()).getBytes(US_ASCII));
        while (record.hasRemaining()) {
            out.write(record);
        }
    }
}
