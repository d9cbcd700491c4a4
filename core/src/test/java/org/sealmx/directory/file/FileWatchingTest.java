package org.sealmx.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.array;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Resolution;
import org.sealmx.smtp.EmailAddress;

/** The thread that watches the file. */
class FileWatchingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FileBed bed = FileBed.lenient();

    @TempDir
    private Path folder;

    private FileRecipientDirectory open(String content) throws Exception {
        bed.interval = Duration.ofMillis(10);
        return bed.open(Files.writeString(folder.resolve("identities.json"), content));
    }

    private void replace(String content) throws Exception {
        Path next = Files.writeString(folder.resolve("next"), content);
        Files.move(next, folder.resolve("identities.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean becomes(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        return condition.getAsBoolean();
    }

    private static boolean watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("sealmx-directory-file") && thread.isDaemon());
    }

    @Test
    void resolveShouldAnswerFromTheNewContentWhenTheFileIsReplaced() throws Exception {
        try (FileRecipientDirectory directory = open(array(main("u1", "alice@example.org")))) {
            for (int change = 2; change <= 4; change++) {
                long expected = change;
                replace(array(main("u1", "a" + change + "@example.org")));
                assertThat(becomes(() -> bed.contents() == expected)).isTrue();
                assertThat(directory.resolve(EmailAddress.of("a" + change + "@example.org")))
                        .isInstanceOf(Resolution.Routes.class);
            }
        }
    }

    @Test
    void resolveShouldAlwaysFindTheAddressWhileTheFileIsReplaced() throws Exception {
        EmailAddress alice = EmailAddress.of("alice@example.org");
        try (FileRecipientDirectory directory = open(array(main("u1", "alice@example.org")))) {
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Integer> notFound = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!done.get()) {
                    count += isFound(directory, alice) ? 0 : 1;
                }
                return count;
            });
            for (int change = 2; change <= 6; change++) {
                long expected = change;
                replace(array(main("u1", "alice@example.org").with("note", "x".repeat(change))));
                assertThat(becomes(() -> bed.contents() == expected)).isTrue();
            }
            done.set(true);
            assertThat(notFound.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
        }
    }

    private static boolean isFound(FileRecipientDirectory directory, EmailAddress address) {
        try {
            return directory.resolve(address) instanceof Resolution.Routes;
        } catch (DirectoryUnavailableException e) {
            return false;
        }
    }

    @Test
    void closeShouldEndTheThread() throws Exception {
        FileRecipientDirectory directory = open("[]");
        assertThat(becomes(FileWatchingTest::watches)).isTrue();
        directory.close();
        directory.close();
        assertThat(becomes(() -> !watches())).isTrue();
    }
}
