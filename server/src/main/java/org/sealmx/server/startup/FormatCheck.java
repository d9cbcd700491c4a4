package org.sealmx.server.startup;

import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sealmx.mailets.EncryptForRecipient;
import org.sealmx.mailets.FinalDelivery;
import org.sealmx.mailets.Sealing;
import org.sealmx.sealing.SealingFormat;

/**
 * Checks that each {@link FinalDelivery} takes the format of the {@link Sealing} mailet before it. Otherwise the
 * delivery would defer all mail.
 */
public final class FormatCheck implements StartUpCheck {

    private final MailetContainer container;

    /** Called by James' injector. */
    @Inject
    public FormatCheck(MailetContainer container) {
        this.container = container;
    }

    /** {@inheritDoc} Each delivery is compared with the sealing before it, in the same processor. */
    @Override
    public void check() throws ConfigurationException {
        ConfiguredProcessors processors = container.processors();
        for (String name : processors.reachable()) {
            check(name, processors.mailetsOf(name));
        }
    }

    private void check(String processor, List<ConfiguredMailet> mailets) {
        SealingFormat sealed = SealingFormat.MIME;
        for (ConfiguredMailet mailet : mailets) {
            if (mailet.is(Sealing.class)) {
                sealed = container.make(mailet, Sealing.class).formatWith(mailet.config());
            }
            if (mailet.is(FinalDelivery.class)) {
                FinalDelivery delivery = container.make(mailet, FinalDelivery.class);
                SealingFormat taken = delivery.formatWith(mailet.config());
                if (taken != sealed && !delivery.isIdle()) {
                    throw MailetChainCheck.wrong(
                            processor,
                            mailet.className() + formatOf(mailet) + " delivers messages sealed with " + element(taken)
                                    + ", but " + EncryptForRecipient.class.getName() + " before it seals with "
                                    + element(sealed) + "; change one of them");
                }
            }
        }
    }

    private static String element(SealingFormat format) {
        return "<format>" + format.name().toLowerCase(Locale.ROOT) + "</format>";
    }

    private static String formatOf(ConfiguredMailet mailet) {
        return mailet.format()
                .map(format -> " with <format>" + format + "</format>")
                .orElse("");
    }
}
