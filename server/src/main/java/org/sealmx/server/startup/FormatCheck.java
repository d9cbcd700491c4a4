package org.sealmx.server.startup;

import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToSoledad;
import org.sealmx.mailets.EncryptForRecipient;

/**
 * What is sealed is what is delivered: leap_mx' format goes into leap_mx' documents or to Soledad, and messages for mail programs go everywhere else.
 * Delivery would defer all mail otherwise.
 */
public final class FormatCheck implements StartUpCheck {

    private static final String MIME = "mime";
    private static final String LEAP = "leap";

    private final ConfigurationProvider configurations;

    /** Called by James' injector. */
    @Inject
    public FormatCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    /** {@inheritDoc} Each delivery is compared with the sealing before it, in the same processor. */
    @Override
    public void check() throws ConfigurationException {
        ConfiguredProcessors processors = ConfiguredProcessors.from(configurations);
        for (String name : processors.reachable()) {
            check(name, processors.mailetsOf(name));
        }
    }

    private static void check(String processor, List<ConfiguredMailet> mailets) {
        String sealed = MIME;
        for (ConfiguredMailet mailet : mailets) {
            if (mailet.is(EncryptForRecipient.class)) {
                sealed = mailet.format().orElse(MIME);
            }
            if (mailet.delivers() && !sealed.equals(deliveredBy(mailet))) {
                throw MailetChainCheck.wrong(
                        processor,
                        mailet.className() + formatOf(mailet) + " delivers what is sealed with <format>"
                                + deliveredBy(mailet) + "</format>, but " + EncryptForRecipient.class.getName()
                                + " in front of it seals with <format>" + sealed
                                + "</format>; change one of them");
            }
        }
    }

    private static String deliveredBy(ConfiguredMailet mailet) {
        boolean documents =
                mailet.is(DeliverToCouchDb.class) && mailet.format().stream().anyMatch(LEAP::equals);
        return documents || mailet.is(DeliverToSoledad.class) ? LEAP : MIME;
    }

    private static String formatOf(ConfiguredMailet mailet) {
        return mailet.format()
                .map(format -> " with <format>" + format + "</format>")
                .orElse("");
    }
}
