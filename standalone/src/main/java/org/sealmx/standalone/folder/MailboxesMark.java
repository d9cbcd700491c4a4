package org.sealmx.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.sealmx.cli.OperatorException;

/**
 * Which mailboxes the folder's journal of deliveries belongs to. The journal says what is stored: with other mailboxes,
 * mail that a retry brings would be confirmed and never stored. Without it, such mail might be stored twice. So it is
 * deleted only when it is known to be of mailboxes that are gone, or when the mailboxes are new.
 *
 * <p>The mark is one line: the word of a {@link MailboxesKind}, and for a database its id after a space.
 */
public final class MailboxesMark {

    /** As {@code delivery-journal} is shipped. */
    private static final String JOURNAL = "deliveries.journal";

    private final Path root;
    private final Path folder;
    private final Path mark;
    private final Path journal;

    MailboxesMark(Path root, Path var) {
        this.root = root;
        this.folder = var.resolve("sealmx");
        this.mark = folder.resolve("mailboxes.id");
        this.journal = folder.resolve(JOURNAL);
    }

    /**
     * Looks, before anything is opened, whether the folder may be used with mailboxes of this kind.
     *
     * @return whether it has been; false if it is new, or its mailboxes were in memory
     * @throws OperatorException when it belongs to mailboxes of another kind, or the mark cannot be read
     */
    public boolean require(MailboxesKind kind) throws OperatorException, IOException {
        Optional<Content> found = read();
        if (found.isEmpty() || found.get().kind() == MailboxesKind.MEMORY) {
            return false;
        }
        MailboxesKind owner = found.get().kind();
        if (owner != kind) {
            throw new OperatorException("--data: " + root + " belongs to " + owner.owner() + ": " + owner.advice()
                    + ", or name another folder");
        }
        return true;
    }

    /**
     * Marks the folder as that of mailboxes in memory or at a next hop.
     *
     * @throws OperatorException when it belongs to others, or has a journal of which nobody knows
     */
    public void claim(MailboxesKind kind) throws OperatorException, IOException {
        claim(new Content(kind, ""), kind == MailboxesKind.MEMORY, kind.owner());
    }

    /**
     * Marks the folder as that of a database.
     *
     * @param kind whether it is embedded or on a server
     * @param isNew whether it has been made just now, so that nothing is stored in it
     * @param location for the operator
     * @throws OperatorException when it belongs to others, or has a journal of which nobody knows
     */
    public void claim(MailboxesKind kind, UUID database, boolean isNew, String location)
            throws OperatorException, IOException {
        claim(new Content(kind, database.toString()), isNew, location);
    }

    /**
     * Looks, before a database is changed, whether it is the one that the folder belongs to.
     *
     * @throws OperatorException when the folder belongs to others
     */
    public void require(MailboxesKind kind, UUID database, String location) throws OperatorException, IOException {
        if (require(kind)) {
            requireSame(new Content(kind, database.toString()), location);
        }
    }

    private void requireSame(Content content, String location) throws OperatorException, IOException {
        if (!read().equals(Optional.of(content))) {
            throw new OperatorException("--data: " + root + " belongs to other mailboxes than those in " + location
                    + "; name the folder that belongs to them, or a new one");
        }
    }

    private void claim(Content content, boolean areNew, String location) throws OperatorException, IOException {
        if (require(content.kind())) {
            requireSame(content, location);
            return;
        }
        if (areNew || read().isPresent()) {
            Files.deleteIfExists(journal);
        } else if (Files.exists(journal)) {
            throw new OperatorException("--data: " + mark + ", which says which mailboxes " + journal.getFileName()
                    + " is of, is missing; restore both from the backup, or delete the journal: mail that is sent again"
                    + " may then be stored twice");
        }
        write(content);
    }

    /** What the mark says; empty if there is none. */
    private Optional<Content> read() throws OperatorException, IOException {
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        String[] words =
                Files.readString(mark, StandardCharsets.ISO_8859_1).strip().split(" ", 2);
        MailboxesKind kind = MailboxesKind.of(words[0])
                .orElseThrow(() ->
                        new OperatorException("--data: " + mark + " is damaged; restore " + folder + " from a backup"));
        return Optional.of(new Content(kind, words.length == 1 ? "" : words[1]));
    }

    /** Writes to a draft first, so that an interrupted start leaves no empty file behind. */
    private void write(Content content) throws IOException {
        Files.createDirectories(folder);
        Path draft = mark.resolveSibling(mark.getFileName() + ".draft");
        Files.writeString(
                draft, (content.kind().word() + " " + content.id()).strip() + "\n", StandardCharsets.ISO_8859_1);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(draft, mark, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }

    /**
     * What a mark says.
     *
     * @param id of a database; otherwise empty
     */
    private record Content(MailboxesKind kind, String id) {}
}
