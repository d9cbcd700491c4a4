package org.sealmx.server.startup;

import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.jspecify.annotations.Nullable;

/**
 * The processors of {@code mailetcontainer.xml}, read once for everything that asks about them at the start.
 * Thread-safe.
 */
public final class MailetContainer {

    private final ConfigurationProvider configurations;
    private final MailetClasses classes;

    // guarded by this
    private @Nullable ConfiguredProcessors processors;

    /** Called by James' injector. */
    @Inject
    public MailetContainer(ConfigurationProvider configurations, MailetClasses classes) {
        this.configurations = configurations;
        this.classes = classes;
    }

    /** @throws ConfigurationException when the file cannot be read */
    synchronized ConfiguredProcessors processors() throws ConfigurationException {
        ConfiguredProcessors read = processors;
        if (read == null) {
            read = ConfiguredProcessors.from(configurations, classes);
            processors = read;
        }
        return read;
    }

    /** A mailet that {@link ConfiguredMailet#is} of this kind. It is not initialised, and gets no mail. */
    <T> T make(ConfiguredMailet mailet, Class<T> kind) {
        return classes.make(mailet.type().orElseThrow(), kind);
    }
}
