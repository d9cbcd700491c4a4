package org.sealmx.server.startup;

import java.util.Collection;
import java.util.List;
import javax.inject.Inject;
import org.apache.mailet.Mailet;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.StartUpException;

/**
 * Checks that the classes in {@code trusted-mailets} exist. One that does not is a typing error, and leaves the
 * intended mailet untrusted.
 */
public final class TrustedMailetsCheck implements StartUpCheck {

    private final ClassLoader loader;
    private final List<String> trusted;

    /** Called by James' injector. */
    @Inject
    public TrustedMailetsCheck(SealMxConfiguration configuration) {
        this(TrustedMailetsCheck.class.getClassLoader(), configuration.trustedMailets());
    }

    /**
     * @param loader finds James' classes and those in {@code extensions-jars}
     * @param trusted fully qualified class names
     */
    TrustedMailetsCheck(ClassLoader loader, Collection<String> trusted) {
        this.loader = loader;
        this.trusted = List.copyOf(trusted);
    }

    /** {@inheritDoc} No class is initialised. */
    @Override
    public void check() {
        for (String name : trusted) {
            if (!Mailet.class.isAssignableFrom(classOf(name))) {
                throw wrong(name, "is not a mailet");
            }
        }
    }

    private Class<?> classOf(String name) {
        return MailetClasses.load(name, loader)
                .orElseThrow(() -> wrong(name, "is neither in James nor in a jar of extensions-jars"));
    }

    private static StartUpException wrong(String name, String problem) {
        return new StartUpException("sealmx.properties: 'trusted-mailets': the class " + name + " " + problem
                + "; write the full name of the class, or remove it");
    }
}
