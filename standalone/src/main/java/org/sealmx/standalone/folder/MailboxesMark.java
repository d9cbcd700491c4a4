package org.sealmx.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.sealmx.cli.OperatorException;

/**
 * Which database the folder's journal of deliveries belongs to. The journal says what is stored: with other mailboxes,
 * mail that a retry brings would be confirmed and never stored.
 */
public final class MailboxesMark {

    /** In place of the id of a database. */
    private static final String NEXT_HOP = "next-hop";

    /** As {@code delivery-journal} is shipped. */
    private static final String JOURNAL = "deliveries.journal";

    private final Path root;
    private final Path mark;
    private final Path journal;

    MailboxesMark(Path root, Path var) {
        this.root = root;
        Path folder = var.resolve("sealmx");
        this.mark = folder.resolve("mailboxes.id");
        this.journal = folder.resolve(JOURNAL);
    }

    /** Whether mail of this folder has been kept in a database. */
    public boolean exists() {
        return Files.exists(mark);
    }

    /**
     * Deletes the journal, since the mailboxes are in memory and empty, so nothing may count as stored in them.
     * Everything else stays, because later deliveries depend on it, for example those into CouchDB on the key of the
     * delivery ids.
     *
     * @throws OperatorException when mail of this folder is kept in a database, of which the journal is
     */
    public void requireNone() throws OperatorException, IOException {
        if (exists()) {
            String whose = marked().equals(NEXT_HOP) ? "at a next hop" : "in a database";
            throw new OperatorException(
                    "--data: " + root + " belongs to mailboxes " + whose + "; for --store memory, name another folder");
        }
        Files.deleteIfExists(journal);
    }

    /**
     * Marks the folder as that of mailboxes at a next hop. A journal from before is of other mailboxes and is deleted.
     *
     * @throws OperatorException when it is that of a database
     */
    public void claimForNextHop() throws OperatorException, IOException {
        if (!exists()) {
            Files.deleteIfExists(journal);
            write(NEXT_HOP);
        } else if (!marked().equals(NEXT_HOP)) {
            throw new OperatorException(
                    "--data: " + root + " belongs to mailboxes in a database; for --store lmtp, name another folder");
        }
    }

    private String marked() throws IOException {
        return Files.readString(mark, StandardCharsets.US_ASCII).strip();
    }

    /**
     * Marks the folder as that of a database. A journal from before is of other mailboxes and is deleted.
     *
     * @param location for the operator
     * @throws OperatorException when it is that of another one
     */
    public void claim(UUID database, String location) throws OperatorException, IOException {
        if (!exists()) {
            Files.deleteIfExists(journal);
            write(database.toString());
            return;
        }
        if (!marked().equals(database.toString())) {
            throw new OperatorException("--data: " + root + " belongs to other mailboxes than those in " + location
                    + "; name the folder that belongs to them, or a new one");
        }
    }

    /** Writes to a draft first, so that an interrupted start leaves no empty file behind. */
    private void write(String content) throws IOException {
        Files.createDirectories(mark.getParent());
        Path draft = mark.resolveSibling(mark.getFileName() + ".draft");
        Files.writeString(draft, content + "\n", StandardCharsets.US_ASCII);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(draft, mark, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(mark.getParent());
    }
}
