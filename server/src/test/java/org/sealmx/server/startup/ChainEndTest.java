package org.sealmx.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.server.startup.Chains.mailet;
import static org.sealmx.server.startup.Chains.processor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.notice.ExpiryNotices;
import org.sealmx.notice.NoticeTemplate;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.sealing.SealingShare;
import org.sealmx.sealing.TraceFields;
import org.sealmx.server.config.StartUpException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

class ChainEndTest {

    @TempDir
    Path folder;

    private static ChainEnd of(String recipient) {
        return new ChainEnd(Chains.container(Chains.ROOT, processor("recipient", recipient), Chains.ERROR));
    }

    private static SealingFormat formatOf(ChainEnd end) throws Exception {
        try (SealingShare share = new SealingShare()) {
            return end.sealer()
                    .seal(
                            ReceivedMessage.of("Subject: x\r\n\r\nx".getBytes(StandardCharsets.UTF_8)),
                            TestKeys.curve25519().usable(),
                            new TraceFields(ReversePath.nullPath(), EmailAddress.of("a@example.org"), "by x", "1"),
                            share)
                    .format();
        }
    }

    @Test
    void sealerAndStoreShouldHaveTheParametersOfTheChain() throws Exception {
        ChainEnd mime = of(Chains.SEAL + Chains.DELIVER);
        assertThat(mime.store().name()).isEqualTo("mailbox");
        assertThat(formatOf(mime)).isEqualTo(SealingFormat.MIME);
        ChainEnd leap = of(mailet("org.sealmx.mailets.EncryptForRecipient", "<format>leap</format>")
                + mailet("org.sealmx.mailets.DeliverToCouchDb", "<format>leap</format>"));
        assertThat(leap.store().format()).isEqualTo(SealingFormat.LEAP);
        assertThat(formatOf(leap)).isEqualTo(SealingFormat.LEAP);
    }

    @Test
    void forwardsShouldNotBeTakenForTheStore() {
        assertThat(of(Chains.SEAL + mailet("org.sealmx.mailets.ForwardSealed") + Chains.DELIVER)
                        .store()
                        .name())
                .isEqualTo("mailbox");
    }

    @Test
    void chainThatSealsNothingShouldBeRefused() {
        for (String recipient : List.of(Chains.DELIVER, Chains.SEAL)) {
            assertThatThrownBy(() -> of(recipient))
                    .isInstanceOf(StartUpException.class)
                    .hasMessageContaining("no processor seals mail");
        }
    }

    @Test
    void wrongParameterShouldBeRefused() {
        assertThatThrownBy(() ->
                        of(mailet("org.sealmx.mailets.EncryptForRecipient", "<share>maybe</share>") + Chains.DELIVER))
                .isInstanceOf(StartUpException.class)
                .hasMessageContaining("'share' accepts on or off");
    }

    /** The sample of the documentation is one that the start accepts, and names no word that there is not. */
    @Test
    void sampleOfATextShouldBeATemplate() throws Exception {
        String guide = Files.readString(Path.of("../docs/OPERATING.md"));
        Matcher sample =
                Pattern.compile("```\n(Subject: .*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(sample.find()).isTrue();
        assertThat(NoticeTemplate.read(write(sample.group(1)), ExpiryNotices.PLACEHOLDERS)
                        .subject())
                .isNotEmpty();
        for (String word : ExpiryNotices.PLACEHOLDERS) {
            assertThat(guide).contains("`{" + word + "}`");
        }
        for (String word : Set.of("address", "domain", "reason")) {
            assertThat(guide).contains("`{" + word + "}`");
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("notice.txt"), text);
    }
}
