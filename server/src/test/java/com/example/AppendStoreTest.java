package com.example;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.filesystem.api.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;

/** The store in {@code docs/EXTENDING.md} fulfils the contract of stores. */
class AppendStoreTest implements SealedStoreContract {

    @TempDir
    Path folder;

    private FileDeliveryJournal journal;
    private SealedStore store;

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
        mend();
        store = new AppendModule().store(journal, new AppendStore(new OneFolder(folder.resolve("mail"))));
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Override
    public SealedStore store() {
        return store;
    }

    @Override
    public SealedMessage sealed() {
        return TestSealing.sealed("canary");
    }

    @Override
    public int stored() throws IOException {
        Path file = folder.resolve("mail/sealed-mail");
        String all = Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
        return (int)
                all.lines().filter(line -> line.startsWith(".end of delivery ")).count();
    }

    @Override
    public void fail() {
        move("mail", "elsewhere");
    }

    @Override
    public void mend() {
        if (Files.exists(folder.resolve("elsewhere"))) {
            move("elsewhere", "mail");
        } else {
            folder.resolve("mail").toFile().mkdir();
        }
    }

    private void move(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record OneFolder(Path folder) implements FileSystem {

        @Override
        public InputStream getResource(String url) throws IOException {
            throw new FileNotFoundException(url);
        }

        @Override
        public File getFile(String url) {
            return folder.resolve(url.substring(url.lastIndexOf('/') + 1)).toFile();
        }

        @Override
        public File getBasedir() {
            return folder.toFile();
        }
    }
}
