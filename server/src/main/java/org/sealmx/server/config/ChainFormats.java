package org.sealmx.server.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.mailets.EncryptForRecipient;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.SealingFormat;

/**
 * The formats that {@code mailetcontainer.xml} seals messages in. Of several, which of them a message will get is not
 * known at RCPT, so certificates must be good for each. A format that does not exist is skipped: the mailet that has it
 * stops the start. Immutable and safe for use by several threads.
 */
public final class ChainFormats implements SealableCertificates {

    private final Set<SealingFormat> formats = EnumSet.noneOf(SealingFormat.class);

    /** @param container what is in {@code mailetcontainer.xml} */
    public ChainFormats(HierarchicalConfiguration<ImmutableNode> container) {
        for (HierarchicalConfiguration<ImmutableNode> mailet :
                container.configurationsAt("processors.processor.mailet")) {
            if (EncryptForRecipient.class.getName().equals(mailet.getString("[@class]", ""))) {
                String word =
                        mailet.getString("format", wordOf(SealingFormat.MIME)).trim();
                Stream.of(SealingFormat.values())
                        .filter(format -> wordOf(format).equals(word))
                        .forEach(formats::add);
            }
        }
    }

    private static String wordOf(SealingFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
        return formats.stream()
                .flatMap(format -> format.problemWith(certificates).stream())
                .findFirst();
    }
}
