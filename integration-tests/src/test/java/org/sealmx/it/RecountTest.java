package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Command.Result;

/** What {@code recount.py} does with what it cannot read. */
class RecountTest {

    private static final Path SCRIPT = Path.of("..", "james-conf", "monitoring", "recount.py");
    private static final String OUTCOME = "time=2026-01-01T00:00:00.000Z delivery=d1 queue=- to=h1 account=u1 dsn=2.6.0"
            + " status=sent delay=0.1 stage=store certificate=- reason=- code=250 id=-\n";

    @TempDir
    Path folder;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] lines() {
        return (OUTCOME + OUTCOME.replace("h1", "h\u00e9") + "nonsense\n" + OUTCOME)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Result recount(byte[] input, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("python3", SCRIPT.toString(), "--json", "--by", "status"));
        all.addAll(Arrays.asList(words));
        return Command.run(input, all);
    }

    @Test
    void scriptShouldNameLinesThatAreNoOutcomeAndCountTheOthers() throws Exception {
        String file = Files.write(folder.resolve("outcomes.log"), lines()).toString();
        Result result = recount(new byte[0], file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).isEqualTo(file + ":2: not an outcome\n" + file + ":3: not an outcome\n");
        assertThat(result.text()).startsWith("{\"recipients\": 2, \"status\": {\"sent\": 2}");

        Result piped = recount(lines());
        assertThat(piped.exitCode()).isEqualTo(1);
        assertThat(piped.errors()).isEqualTo("-:2: not an outcome\n-:3: not an outcome\n");
        assertThat(piped.text()).isEqualTo(result.text());
    }

    @Test
    void scriptShouldNameFilesThatCannotBeReadAndCountTheOthers() throws Exception {
        String good =
                Files.write(folder.resolve("outcomes.log"), ascii(OUTCOME)).toString();
        String missing = folder.resolve("missing.log").toString();
        String noGzip =
                Files.write(folder.resolve("outcomes.log.1.gz"), ascii(OUTCOME)).toString();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(ascii(OUTCOME.repeat(100)));
        }
        String cut = Files.write(
                        folder.resolve("outcomes.log.2.gz"), Arrays.copyOf(octets.toByteArray(), octets.size() - 9))
                .toString();

        Result result = recount(new byte[0], missing, noGzip, cut, good);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(missing + ": cannot be read: No such file or directory"),
                        line -> assertThat(line).startsWith(noGzip + ": cannot be read: "),
                        line -> assertThat(line).startsWith(cut + ": cannot be read: "));
        assertThat(result.text()).contains("\"status\": {\"sent\": ");
        assertThat(recount(new byte[0], good).exitCode()).isZero();
    }
}
