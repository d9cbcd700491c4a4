package org.sealmx.server.startup;

/**
 * A server beside LMTP. It is started after the checks of the start and before LMTP, so that no mail comes in unless it
 * runs, and stopped after LMTP. {@code SealMxModule} binds each with Guice's {@code Multibinder}; used by the thread
 * that starts and stops James.
 */
public interface AdditionalServer {

    /**
     * Starts, unless the configuration leaves it off.
     *
     * @throws org.sealmx.server.config.StartUpException when it cannot start; the message is one line that says what to
     *     change, and where
     */
    void start();

    /** Stops, if it was started. May be called more than once. */
    void stop();
}
