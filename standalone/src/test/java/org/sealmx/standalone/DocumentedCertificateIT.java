package org.sealmx.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/DIRECTORY.md that makes a certificate for S/MIME, whose result {@code add} must take. */
class DocumentedCertificateIT {

    @TempDir
    Path folder;

    @Test
    void addShouldTakeWhatTheDocumentedCommandMakes() throws Exception {
        List<String> documents =
                Files.readAllLines(Bash.project().resolve("docs").resolve("DIRECTORY.md"));
        List<String> command = documents.stream()
                .dropWhile(line -> !line.startsWith("openssl req "))
                .takeWhile(line -> !line.startsWith("```"))
                .toList();
        assertThat(command).isNotEmpty();
        Bash.Result made = Bash.run("cd \"$1\"\n" + String.join("\n", command), List.of(folder.toString()));
        assertThat(made.exitCode()).as(made.output()).isZero();
        Path directory = Files.writeString(folder.resolve("directory.json"), "[]");

        try (Program add = Program.start(
                "add",
                "alice@example.org",
                folder.resolve("alice.crt").toString(),
                "--directory",
                directory.toString(),
                "--data",
                folder.resolve("data").toString())) {
            assertThat(add.exitCode()).as(add.said()).isZero();
            assertThat(add.said()).contains("alice@example.org: added", "usable until");
        }
    }
}
