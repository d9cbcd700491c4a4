package org.sealmx.server.startup;

import java.util.List;
import org.sealmx.mailets.DeliverToCouchDb;
import org.sealmx.mailets.DeliverToSoledad;
import org.sealmx.mailets.EncryptForRecipient;

/**
 * What is sealed is what is delivered: leap_mx' format goes into leap_mx' documents or to Soledad, and messages for mail programs go everywhere else.
 * Delivery would defer all mail otherwise. Stateless.
 */
final class FormatCheck {

    private static final String MIME = "mime";
    private static final String LEAP = "leap";

    private FormatCheck() {}

    /**
     * Compares each delivery of a processor with the sealing in front of it.
     *
     * @throws org.sealmx.server.config.StartUpException naming both mailets and what to change
     */
    static void check(String processor, List<ConfiguredMailet> mailets) {
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
