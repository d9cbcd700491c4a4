package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.Edit;
import org.sealmx.directory.identity.AddressKey;

/** What the file looks like after a change. */
class FileDirectoryEditorTest {

    private static final AddressKey A = new AddressKey("a@example.org");
    private static final AddressKey C = new AddressKey("c@example.org");

    /** As operators write files: with odd spaces, notes and numbers. */
    private static final String FILE = """
            [
                { "_comment": "kept\\u00e4 ü",   "n": 1.10 ,"type":"Note"},

                {
                    "_id" : "1",
                    "type": "Identity", "x": 123456789012345678901234567890.10,
                    "address": "a@example.org",
                    "list": [ 1, 2 ],
                    "destination": "a@example.org"
                } ,
                {"_id":"2","type":"Identity","address":"b@example.org","destination":"b@example.org"}
            ]
            """;

    @TempDir
    Path folder;

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("directory.json"), content);
    }

    private static ObjectNode c() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("_id", "3")
                .put("type", "Identity")
                .put("address", "c@example.org")
                .put("destination", "c@example.org");
    }

    private static void disable(FileDirectoryEditor editor) throws Exception {
        editor.edit(
                A,
                found -> new Edit.Replace(
                        found.get(0),
                        ((ObjectNode) found.get(0).content()).deepCopy().put("enabled", false)));
    }

    @Test
    void editShouldKeepAllOtherOctetsWhenADocumentIsReplaced() throws Exception {
        Path file = file(FILE);
        disable(new FileDirectoryEditor(file));
        int start = FILE.indexOf("{\n");
        int end = FILE.indexOf("} ,") + 1;
        assertThat(Files.readString(file)).isEqualTo(FILE.substring(0, start) + """
                {
                        "_id": "1",
                        "type": "Identity",
                        "x": 123456789012345678901234567890.10,
                        "address": "a@example.org",
                        "list": [
                            1,
                            2
                        ],
                        "destination": "a@example.org",
                        "enabled": false
                    }""" + FILE.substring(end));
    }

    @Test
    void editShouldWriteADocumentAsItsNeighbourIsWritten() throws Exception {
        Path file = file(FILE);
        new FileDirectoryEditor(file).edit(C, found -> new Edit.Insert(c()));
        int end = FILE.lastIndexOf("}") + 1;
        assertThat(Files.readString(file))
                .isEqualTo(FILE.substring(0, end)
                        + ",\n    { \"_id\": \"3\", \"type\": \"Identity\", \"address\": \"c@example.org\", \"destination\": \"c@example.org\" }"
                        + FILE.substring(end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[ ]", "[\n]", "[\r\n\r\n]", " [ ]\n\n", "[]\n"})
    void editShouldInsertIntoAnEmptyFile(String empty) throws Exception {
        Path file = file(empty);
        FileDirectoryEditor editor = new FileDirectoryEditor(file);
        editor.edit(C, found -> new Edit.Insert(c()));
        assertThat(editor.find(C)).hasSize(1);
        editor.edit(C, found -> new Edit.Delete(found.get(0)));
        assertThat(editor.find(C)).isEmpty();
        assertThat(Files.readString(file).strip()).startsWith("[").endsWith("]");
    }

    @Test
    void editShouldInsertBesideWindowsLineBreaksAndAByteOrderMark() throws Exception {
        Path file = file("\ufeff" + FILE.replace("\n", "\r\n"));
        FileDirectoryEditor editor = new FileDirectoryEditor(file);
        disable(editor);
        editor.edit(C, found -> new Edit.Insert(c()));
        assertThat(editor.find(C)).hasSize(1);
        assertThat(editor.find(A).get(0).content().path("enabled").asBoolean(true))
                .isFalse();
        String written = Files.readString(file);
        assertThat(written).startsWith("\ufeff[\r\n");
        assertThat(written.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void editShouldRefuseAFileThatIsNotInUtf8() throws Exception {
        Path file = folder.resolve("directory.json");
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
            byte[] octets = FILE.getBytes(charset);
            Files.write(file, octets);
            assertThatThrownBy(() -> disable(new FileDirectoryEditor(file)))
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("UTF-8");
            assertThat(Files.readAllBytes(file)).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{]", "[{\"a\":\"secret\",}]", "[] x", "[\u0001]"})
    void editShouldLeaveABrokenFileAsItIs(String broken) throws Exception {
        Path file = file(broken);
        assertThatThrownBy(() -> new FileDirectoryEditor(file).edit(C, found -> new Edit.Insert(c())))
                .isInstanceOf(DirectoryUnavailableException.class)
                .message()
                .doesNotContain("secret")
                .hasLineCount(1);
        assertThat(Files.readString(file)).isEqualTo(broken);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void editShouldKeepPermissionsAndLeaveNothingBeside() throws Exception {
        Path file = file(FILE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        disable(new FileDirectoryEditor(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(leftOver()).isEmpty();
    }

    private List<String> leftOver() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("directory.json") && !name.equals(".directory.json.lock"))
                    .toList();
        }
    }

    @Test
    void editShouldKeepASymbolicLink() throws Exception {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("d.json"), FILE);
        Path link = Files.createSymbolicLink(folder.resolve("directory.json"), real);
        disable(new FileDirectoryEditor(link));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(real)).contains("\"enabled\": false");
    }

    @Test
    void lockShouldKeepAnotherProcessOutAndSayWhichFileItIs() throws Exception {
        Path file = file(FILE).toRealPath();
        try (FileChannel channel =
                        FileChannel.open(WriterLock.beside(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> WriterLock.of(file, Duration.ofMillis(50)))
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining(".directory.json.lock");
        }
        disable(new FileDirectoryEditor(file));
    }

    @Test
    void findShouldSayThatTheFileIsMissing() {
        assertThatThrownBy(() -> new FileDirectoryEditor(folder.resolve("none.json")).find(A))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("does not exist");
    }
}
