package org.sealmx.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.Commands;
import org.sealmx.cli.DirectoryOptions.Verb;

class MainTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void missingCommandShouldBeAskedForWithTheNamesOfAll() {
        int exitCode = Main.run(
                List.of(),
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));

        assertThat(exitCode).isEqualTo(Commands.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("name a command, one of check, explain, accounts, open, hash, ")
                .contains(List.of(Verb.values()).stream().map(Verb::word).toList())
                .hasLineCount(1);
    }
}
