package org.sealmx.directory.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.DirectoryEditorContract;

class FileDirectoryEditorContractTest implements DirectoryEditorContract {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("directory.json");
    }

    @Override
    public DirectoryEditor editorOf(String jsonArray) throws Exception {
        Files.writeString(file(), jsonArray);
        return new FileDirectoryEditor(file());
    }

    @Override
    public void store(JsonNode document) throws Exception {
        ArrayNode array = (ArrayNode) new JsonMapper().readTree(file().toFile());
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).path("_id").equals(document.path("_id"))) {
                array.set(i, document);
            }
        }
        Files.writeString(file(), array.toPrettyString());
    }
}
