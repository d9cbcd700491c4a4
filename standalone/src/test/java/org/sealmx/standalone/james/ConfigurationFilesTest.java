package org.sealmx.standalone.james;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.cli.OperatorException;

class ConfigurationFilesTest {

    private static final Path SHIPPED = Path.of("../james-conf/conf");

    @TempDir
    Path conf;

    @BeforeEach
    void copyShipped() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SHIPPED)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, conf.resolve(file.getFileName()));
        }
    }

    @Test
    void checkShouldAcceptTheShippedConfiguration() {
        assertThatCode(() -> ConfigurationFiles.check(conf)).doesNotThrowAnyException();
    }

    @Test
    void checkShouldNameAMissingFolder() {
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> ConfigurationFiles.check(conf.resolve("none")))
                .withMessage("--conf: there is no folder %s", conf.resolve("none"));
    }

    @Test
    void checkShouldNameMissingFiles() throws Exception {
        Files.delete(conf.resolve("lmtpserver.xml"));
        Files.delete(conf.resolve("sealmx.properties"));

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> ConfigurationFiles.check(conf))
                .withMessage("--conf: %s lacks lmtpserver.xml, sealmx.properties; copy from james-conf/conf", conf);
    }

    @Test
    void checkShouldNameFileAndLineOfBrokenXml() throws Exception {
        Files.writeString(conf.resolve("imapserver.xml"), "<imapservers>\n  <imapserver>\n</imapservers>\n");

        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(() -> ConfigurationFiles.check(conf))
                .withMessageStartingWith(conf.resolve("imapserver.xml") + ", line 3: ");
    }
}
