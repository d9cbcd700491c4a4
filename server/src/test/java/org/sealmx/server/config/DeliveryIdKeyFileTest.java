package org.sealmx.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.directory.LogCapture;

class DeliveryIdKeyFileTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("key");
    }

    private byte[] readOrMake() {
        return DeliveryIdKeyFile.readOrMake(file(), new SecureRandom());
    }

    @Test
    void readOrMakeShouldMakeAKeyForItsOwnerOnlyWhenThereIsNone() throws IOException {
        assertThat(readOrMake()).hasSize(DeliveryIdFactory.MIN_KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void readOrMakeShouldYieldTheSameKeyWhenItIsThere() {
        byte[] made = readOrMake();

        assertThat(readOrMake()).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void readOrMakeShouldMakeAKeyWhenTheFileWasLeftEmpty(String content) throws IOException {
        Files.writeString(file(), content);

        byte[] made = readOrMake();

        assertThat(made).hasSize(DeliveryIdFactory.MIN_KEY);
        assertThat(readOrMake()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void readOrMakeShouldYieldOneKeyWhenSeveralAskAtOnce() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                Path file = folder.resolve("key" + round);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Future<String>> keys = pool.invokeAll(Collections.nCopies(threads, () -> {
                    start.await();
                    return Base64.getEncoder().encodeToString(DeliveryIdKeyFile.readOrMake(file, new SecureRandom()));
                }));
                Set<String> different = new HashSet<>();
                for (Future<String> key : keys) {
                    different.add(key.get());
                }
                assertThat(different).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(50);
        }
    }

    @Test
    void readOrMakeShouldWarnOnceOfAKeyThatItMakes() {
        try (LogCapture log = new LogCapture(DeliveryIdKeyFile.class)) {
            readOrMake();
            readOrMake();
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .startsWith(file() + ": made a new key for the delivery ids.")
                    .contains("same mailboxes or the same CouchDB", "a retry stores it again");
        }
    }

    @Test
    void readOrMakeShouldMakeAnotherKeyWhenTheFileIsAnother() {
        assertThat(DeliveryIdKeyFile.readOrMake(folder.resolve("other"), new SecureRandom()))
                .isNotEqualTo(readOrMake());
    }

    @Test
    void readOrMakeShouldReadALongerKeyWhenItIsWrappedInLines() throws IOException {
        byte[] key = new byte[100];
        key[99] = 1;
        Files.writeString(file(), Base64.getMimeEncoder().encodeToString(key) + "\n\n");

        assertThat(readOrMake()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!",
                "the key is a sentence, and not base64 at all; it must not pass."
            })
    void readOrMakeShouldNameTheFileAndLeaveItWhenItHoldsNoKey(String content) throws IOException {
        Files.writeString(file(), content);

        assertThatThrownBy(this::readOrMake)
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("32");
        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @Test
    void readOrMakeShouldShowNothingOfTheFileWhenItHoldsNoKey() throws IOException {
        Files.writeString(file(), "secret!");

        assertThatThrownBy(this::readOrMake).hasMessageNotContaining("secret");
    }

    @Test
    void readOrMakeShouldNameTheFileWhenItCannotBeMade() {
        Path nowhere = folder.resolve("none").resolve("key");

        assertThatThrownBy(() -> DeliveryIdKeyFile.readOrMake(nowhere, new SecureRandom()))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining(nowhere.toString());
    }
}
