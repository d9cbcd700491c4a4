package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.server.config.StartUpException;

/** Sealing and delivery must use the same format. */
class FormatCheckTest {

    private static String[] chain(String sealing, String delivery, String delivering) {
        return new String[] {
            Chains.ROOT,
            processor(
                    "recipient",
                    mailet("org.sealmx.mailets.EncryptForRecipient", format(sealing))
                            + mailet("org.sealmx.mailets." + delivery, format(delivering))),
            Chains.ERROR
        };
    }

    private static String format(String format) {
        return format.equals("-") ? "" : "<format>" + format + "</format>";
    }

    @ParameterizedTest
    @CsvSource({
        "-, DeliverToMailbox, -",
        "mime, DeliverToMailbox, -",
        "-, DeliverToCouchDb, -",
        "mime, DeliverToCouchDb, sealmx",
        "leap, DeliverToCouchDb, leap",
        "' leap ', DeliverToCouchDb, ' leap '",
        "leap, DeliverToSoledad, -",
    })
    void checkShouldAcceptWhenTheFormatsMatch(String sealing, String delivery, String delivering) {
        assertThatCode(() -> Chains.check(chain(sealing, delivery, delivering))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "leap, DeliverToMailbox, -",
        "leap, DeliverToCouchDb, -",
        "leap, DeliverToCouchDb, sealmx",
        "-, DeliverToCouchDb, leap",
        "mime, DeliverToCouchDb, leap",
        "-, DeliverToSoledad, -",
    })
    void checkShouldNameBothMailetsWhenTheFormatsDoNotMatch(String sealing, String delivery, String delivering) {
        assertThatThrownBy(() -> Chains.check(chain(sealing, delivery, delivering)))
                .isInstanceOf(StartUpException.class)
                .hasMessageStartingWith("mailetcontainer.xml: processor 'recipient': org.sealmx.mailets." + delivery)
                .hasMessageContaining("EncryptForRecipient before it")
                .hasMessageContaining("<format>leap</format>")
                .hasMessageContaining("<format>mime</format>")
                .hasMessageNotContaining("\n");
    }

    @Test
    void checkShouldAcceptTheSamplesOfTheDocumentation() throws IOException {
        List<String> samples = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/LEAP_MX.md")))
                .results()
                .map(sample -> sample.group(1))
                .toList();

        assertThat(samples).hasSize(2);
        assertThat(samples)
                .allSatisfy(sample -> Chains.check(Chains.ROOT, processor("recipient", sample), Chains.ERROR));
    }
}
