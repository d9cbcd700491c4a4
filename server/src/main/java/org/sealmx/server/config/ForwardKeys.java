package org.sealmx.server.config;

import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.forward.ForwardSender;
import org.sealmx.options.Options;

/** Reads the keys of {@code sealmx.properties} about mail for other domains. */
final class ForwardKeys {

    /** The key of the server's address, which its other keys begin with. */
    static final String HOP = "forward-hop";

    private static final String SENDER = "forward-sender";
    private static final String MAX_RECEIVED = "forward-max-received";

    private final Options<StartUpException> properties;

    ForwardKeys(Options<StartUpException> properties) {
        this.properties = properties;
    }

    /** All keys are read and checked, even when no server is given. */
    ForwardConfiguration read() {
        return new ForwardConfiguration(
                new HopKeys(properties, HOP).read(),
                sender(properties.text(SENDER).orElse("keep")),
                new ForwardLoops(
                        (int) properties.number(MAX_RECEIVED, ForwardLoops.DEFAULT_MAX_RECEIVED, 1, 1_000)));
    }

    private ForwardSender sender(String text) {
        try {
            return ForwardSender.parse(text);
        } catch (IllegalArgumentException e) {
            throw properties.bad(
                    SENDER,
                    text,
                    "keep, or an address, whose local part may have " + ForwardSender.LOCAL + " and "
                            + ForwardSender.DOMAIN + " of the original sender");
        }
    }
}
