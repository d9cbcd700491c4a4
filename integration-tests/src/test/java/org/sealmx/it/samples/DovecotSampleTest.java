package org.sealmx.it.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample for Dovecot says the same as the documents. */
class DovecotSampleTest {

    private static final Path SAMPLE = Repository.path("james-conf/dovecot");

    @Test
    void mainCfShouldHaveEverySettingOfTheOperatorsGuide() throws Exception {
        String guide = Files.readString(Repository.path("docs/OPERATING.md"));
        String block = guide.substring(guide.indexOf("```\nrelay_domains"));
        assertThat(Files.readAllLines(SAMPLE.resolve("main.cf")))
                .containsAll(
                        block.substring(4, block.indexOf("\n```", 4)).lines().toList());
    }

    @Test
    void scriptInTheDocumentShouldBeTheOneThatIsShipped() throws Exception {
        assertThat(Files.readString(Repository.path("docs/NEXT_HOP.md")))
                .contains("```sieve\n" + Files.readString(SAMPLE.resolve("sealmx.sieve")) + "```");
    }
}
