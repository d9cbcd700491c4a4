package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.spi.Elements;
import com.google.inject.spi.LinkedKeyBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.server.startup.StartUpCheck;

/** Every check of the start is bound, so that it runs. */
class StartUpChecksTest {

    private static final Path ROOM = Path.of("src/main/java/org/sealmx/server/startup");

    private static List<String> bound() {
        return Elements.getElements(new AbstractModule() {
                    @Override
                    protected void configure() {
                        SealMxModule.bindStartUpChecks(binder());
                    }
                })
                .stream()
                .filter(LinkedKeyBinding.class::isInstance)
                .map(element -> ((LinkedKeyBinding<?>) element)
                        .getLinkedKey()
                        .getTypeLiteral()
                        .getRawType())
                .filter(StartUpCheck.class::isAssignableFrom)
                .map(Class::getSimpleName)
                .toList();
    }

    private static boolean isCheck(Path file) {
        try {
            return Files.readString(file).contains("implements StartUpCheck");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void eachCheckOfTheRoomShouldRunOnce() throws IOException {
        try (Stream<Path> files = Files.list(ROOM)) {
            List<String> checks = files.filter(StartUpChecksTest::isCheck)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(checks).hasSizeGreaterThan(8);
            assertThat(bound()).containsExactlyInAnyOrderElementsOf(checks);
        }
    }

    @Test
    void memoryShouldBeReckonedAfterTheElementsItIsReckonedFromAreKnown() {
        assertThat(bound()).containsSubsequence("LmtpElementCheck", "MemoryCheck", "TemporaryFileCheck");
    }
}
