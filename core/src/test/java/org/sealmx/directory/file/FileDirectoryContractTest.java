package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.resolve.AliasContract;
import org.sealmx.directory.resolve.ResolverSettings;

class FileDirectoryContractTest implements AliasContract {

    @TempDir
    private Path folder;

    private final List<RecipientDirectory> opened = new ArrayList<>();
    private final List<FileBed> beds = new ArrayList<>();

    @Override
    public RecipientDirectory directoryOf(String jsonArray, ResolverSettings settings) throws Exception {
        // one file for each directory; update() uses the last one
        Path file = Files.writeString(folder.resolve("identities-" + opened.size() + ".json"), jsonArray);
        FileBed bed = FileBed.lenient();
        bed.resolution = settings;
        RecipientDirectory directory = bed.open(file);
        opened.add(directory);
        beds.add(bed);
        return directory;
    }

    @Override
    public void update(RecipientDirectory directory, String jsonArray) throws Exception {
        FileRecipientDirectory ours = (FileRecipientDirectory) directory;
        int number = opened.indexOf(directory);
        int before = beds.get(number).contents();
        Path file = folder.resolve("identities-" + number + ".json");
        Files.move(
                Files.writeString(folder.resolve("new.json"), jsonArray),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ours.look();
        ours.look();
        assertThat(beds.get(number).contents()).isEqualTo(before + 1);
    }

    @AfterEach
    void close() {
        opened.forEach(RecipientDirectory::close);
    }
}
