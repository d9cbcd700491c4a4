package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check} of the built program. */
class CheckIT {

    private static final String ZOE = """
            [{"_id": "d1", "type": "Identity", "user_id": "f3a1", "address": "zoe@example.org", "destination": "zoe@example.org"},
             {"_id": "d2", "type": "Identity", "user_id": "f3a1", "address": "postmaster@example.org",
              "destination": "zoe@example.org"}]
            """;

    @TempDir
    Path folder;

    @Test
    void checkShouldReportWithoutWritingAnything() throws Exception {
        Path directory = Files.writeString(folder.resolve("directory.json"), ZOE);
        Path data = folder.resolve("data");
        try (Program check = Program.start("check", "--directory", directory.toString(), "--data", data.toString())) {
            assertThat(check.exitCode()).isEqualTo(1);
            assertThat(check.said()).isEqualTo("directory file " + directory + """

                            other documents: 0
                            broken: 0
                            reserved, without an account: 0
                            disabled: 0
                            in domains that are not ours: 0
                            main identities: 1
                            aliases: 1
                            forwards: 0
                            problems: 2
                              zoe@example.org (identity d1): certificate: no certificate
                              postmaster@example.org (identity d2): its mail waits (450 4.7.5): at account f3a1, the directory has no OpenPGP key or S/MIME certificate for it
                            """);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void checkShouldSayInOneLineThatCouchDbCannotBeReached() throws Exception {
        // the port of TCP's discard service, on which nothing listens
        try (Program check = Program.start("check", "--directory", "http://127.0.0.1:9")) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.said())
                    .hasLineCount(1)
                    .startsWith("sealmx: the directory in http://127.0.0.1:9 cannot be checked: ");
        }
    }

    @Test
    void checkShouldEndWith2WhenTheCommandLineMakesNoSense() throws Exception {
        try (Program check = Program.start("check", "--directory", "http://admin:s3cret@127.0.0.1:9")) {
            assertThat(check.exitCode()).isEqualTo(2);
            assertThat(check.said())
                    .hasLineCount(1)
                    .startsWith("sealmx: --directory: a URL holds no name and password")
                    .doesNotContain("s3cret");
        }
    }
}
