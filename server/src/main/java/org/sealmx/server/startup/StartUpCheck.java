package org.sealmx.server.startup;

import org.apache.commons.configuration2.ex.ConfigurationException;

/**
 * A condition that must hold before the LMTP server accepts mail. {@code SealMxModule} binds the checks in the order in
 * which they run, once each, on the thread that starts James. An operator's module adds its own with Guice's
 * {@code Multibinder}.
 */
@FunctionalInterface
public interface StartUpCheck {

    /**
     * Checks the condition.
     *
     * @throws org.sealmx.server.config.StartUpException when SealMX must not start; the message is one line that says
     *     what to change, and where
     * @throws ConfigurationException when a file of James' configuration cannot be read
     */
    void check() throws ConfigurationException;
}
