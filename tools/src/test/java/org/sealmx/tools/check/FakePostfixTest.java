package org.sealmx.tools.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FakePostfixTest {

    private static final Pattern SAMPLE = Pattern.compile("(?ms)^```\\n(relay_domains = .*?)^```$");
    private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+) = (.*)$");

    @Test
    void valuesShouldBeThoseOfTheDocumentedSample() throws IOException {
        String sample = SAMPLE.matcher(Files.readString(Path.of("../docs/OPERATING.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        Map<String, String> documented = new TreeMap<>();
        SETTING.matcher(sample).results().forEach(setting -> documented.put(setting.group(1), setting.group(2)));
        // the fake machine has its own name in the first, and no check asks for the second
        documented.remove("mydestination");
        documented.remove("lmtp_destination_concurrency_failed_cohort_limit");

        assertThat(documented).hasSizeGreaterThan(10);
        assertThat(new FakePostfix().values).containsAllEntriesOf(documented);
    }
}
