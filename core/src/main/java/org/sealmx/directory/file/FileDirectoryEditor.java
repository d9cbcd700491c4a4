package org.sealmx.directory.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.DirectoryChange;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.Edit;
import org.sealmx.directory.edit.EditDecision;
import org.sealmx.directory.edit.EditRefusedException;
import org.sealmx.directory.file.FileIndex.Place;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;

/**
 * Changes the directory in one file. All octets of other documents stay as they are; a document that changes keeps the
 * order of its fields and the indentation of the file. A symbolic link stays one: the file that it leads to is
 * replaced. Writers of this kind keep each other out; a change that somebody makes with an editor meanwhile is noticed,
 * except in the instant of the renaming.
 */
@ThreadSafe
public final class FileDirectoryEditor implements DirectoryEditor {

    private static final int ATTEMPTS = 5;
    /** Before a document on its line there is only its indentation, which is shorter. */
    private static final int LOOK_BACK = 4096;

    @SuppressWarnings("ThreadSafe") // a path is
    private final Path file;

    /** @param file the JSON array */
    public FileDirectoryEditor(Path file) {
        this.file = file;
    }

    @Override
    public List<StoredDocument> find(AddressKey key) throws DirectoryUnavailableException {
        return documents(FileIndex.of(real(), document -> belongs(document, key)));
    }

    @Override
    public Map<AddressKey, List<StoredDocument>> findEach(Set<AddressKey> keys) throws DirectoryUnavailableException {
        FileIndex index = FileIndex.of(
                real(), document -> keyOf(document).filter(keys::contains).isPresent());
        return documents(index).stream()
                .collect(Collectors.groupingBy(document -> keyOf(document).orElseThrow()));
    }

    @Override
    public void forEach(Consumer<StoredDocument> documents) throws DirectoryUnavailableException {
        try {
            IdentityFile.read(file, IdentityFile.MAX_BYTES, documents);
        } catch (DirectoryConfigurationException e) {
            throw new DirectoryUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    @SuppressWarnings("try") // the lock is held, and not used
    public DirectoryChange edit(AddressKey key, EditDecision decision)
            throws EditRefusedException, DirectoryUnavailableException {
        Path target = real();
        try (WriterLock lock = WriterLock.of(target)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<FileStamp> seen = FileStamp.of(target);
                FileIndex index = FileIndex.of(target, document -> belongs(document, key));
                Edit edit = decision.on(documents(index));
                if (write(new FileReplacement(target, seen), index, edit)) {
                    return DirectoryChange.of(edit);
                }
            }
        } catch (IOException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " cannot be changed: " + e.getMessage(), e);
        }
        throw new DirectoryUnavailableException(
                "directory file " + file + " keeps changing, and is left as it is; try again");
    }

    private static List<StoredDocument> documents(FileIndex index) {
        return index.found().stream().map(Place::document).toList();
    }

    private static boolean belongs(StoredDocument document, AddressKey key) {
        return keyOf(document).filter(key::equals).isPresent();
    }

    private static Optional<AddressKey> keyOf(StoredDocument document) {
        return IdentityParser.parse(document).flatMap(IdentityDocument::key);
    }

    private Path real() throws DirectoryUnavailableException {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " does not exist, or cannot be reached", e);
        }
    }

    private static boolean write(FileReplacement replacement, FileIndex index, Edit edit)
            throws DirectoryUnavailableException, IOException {
        if (edit instanceof Edit.Insert insert) {
            return insert(replacement, index, insert.document());
        }
        if (edit instanceof Edit.Replace replace) {
            Place place = placeOf(replace.before(), index);
            FileStyle style = styleOf(replacement.file(), place);
            return replacement.write(place.start(), place.end(), style.render(replace.after()));
        }
        return delete(replacement, placeOf(((Edit.Delete) edit).before(), index));
    }

    private static boolean insert(FileReplacement replacement, FileIndex index, ObjectNode document)
            throws DirectoryUnavailableException, IOException {
        String before = textBefore(replacement.file(), index.end());
        long at = index.end() - (before.length() - before.stripTrailing().length());
        FileStyle style = index.last().isPresent()
                ? styleOf(replacement.file(), index.last().get())
                : FileStyle.DEFAULT;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(ascii(index.last().isPresent() ? "," : ""));
        octets.writeBytes(style.separation());
        octets.writeBytes(style.render(document));
        if (index.last().isEmpty()) {
            octets.writeBytes(ascii("\n"));
        }
        return replacement.write(at, index.last().isPresent() ? at : index.end(), octets.toByteArray());
    }

    /** Takes away the comma after the document, or that before the last one. */
    private static boolean delete(FileReplacement replacement, Place place)
            throws DirectoryUnavailableException, IOException {
        String before = textBefore(replacement.file(), place.start());
        String after = text(replacement.file(), place.end(), place.end() + LOOK_BACK);
        String behind = after.stripLeading();
        if (behind.startsWith(",")) {
            String next = behind.substring(1);
            long to = place.end() + after.length() - next.stripLeading().length();
            return replacement.write(place.start(), to, ascii(""));
        }
        String kept = before.stripTrailing();
        long from = place.start() - (before.length() - kept.length()) - (kept.endsWith(",") ? 1 : 0);
        return replacement.write(from, place.end(), ascii(""));
    }

    private static Place placeOf(StoredDocument document, FileIndex index) {
        return index.found().stream()
                .filter(place -> place.document().equals(document))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of the documents to decide about"));
    }

    private static FileStyle styleOf(Path file, Place place) throws IOException {
        return FileStyle.of(
                textBefore(file, place.start()),
                text(file, place.start(), Math.min(place.end(), place.start() + LOOK_BACK)));
    }

    private static String textBefore(Path file, long end) throws IOException {
        return text(file, Math.max(0, end - LOOK_BACK), end);
    }

    /** Octets of the file as Latin-1, one character for each. */
    private static String text(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) (Math.min(to, channel.size()) - from));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // until it is full
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
