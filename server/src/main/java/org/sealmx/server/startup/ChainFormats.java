package org.sealmx.server.startup;

import com.google.errorprone.annotations.Immutable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.mailets.Sealing;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.SealingFormat;

/**
 * The formats in which {@code mailetcontainer.xml} seals messages. When there are several, the format of a message is
 * not known at RCPT, so its certificates must be usable with each. What seals, and in which format, is asked of the
 * loaded classes ({@link Sealing}).
 */
@Immutable
public final class ChainFormats implements SealableCertificates {

    private final Set<SealingFormat> formats;

    /** @throws ConfigurationException when {@code mailetcontainer.xml} cannot be read */
    public ChainFormats(MailetContainer container) throws ConfigurationException {
        Set<SealingFormat> found = EnumSet.noneOf(SealingFormat.class);
        for (ConfiguredMailet mailet : container.processors().all(Sealing.class)) {
            found.add(container.make(mailet, Sealing.class).formatWith(mailet.config()));
        }
        this.formats = Collections.unmodifiableSet(found);
    }

    @Override
    public Optional<String> problemWith(CertificateEvaluation.Usable certificates) {
        return formats.stream()
                .flatMap(format -> format.problemWith(certificates).stream())
                .findFirst();
    }
}
