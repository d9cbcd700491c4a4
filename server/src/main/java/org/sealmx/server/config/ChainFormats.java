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
 * The formats in which {@code mailetcontainer.xml} seals messages. When there are several, the format of a message is
 * not known at RCPT, so its certificates must be usable with each. A format that does not exist is skipped here; the
 * mailet that names it prevents the start. Immutable.
 */
public final class ChainFormats implements SealableCertificates {

    private final Set<SealingFormat> formats = EnumSet.noneOf(SealingFormat.class);

    /** @param container the content of {@code mailetcontainer.xml} */
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
