package org.sealmx.server.startup;

import java.util.Collection;
import org.apache.mailet.Mailet;
import org.sealmx.server.config.StartUpException;

/** A class in {@code trusted-mailets} that does not exist is a typing error, and the mailet that was meant is not trusted. */
public final class TrustedMailetsCheck {

    private final ClassLoader loader;

    /** @param loader finds James' classes and those in {@code extensions-jars} */
    public TrustedMailetsCheck(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Checks that each name is that of a mailet. No class is initialised.
     *
     * @throws StartUpException naming the first that is not
     */
    public void check(Collection<String> trusted) {
        for (String name : trusted) {
            if (!Mailet.class.isAssignableFrom(classOf(name))) {
                throw wrong(name, "is no mailet");
            }
        }
    }

    private Class<?> classOf(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw wrong(name, "is neither in James nor in a jar of extensions-jars");
        }
    }

    private static StartUpException wrong(String name, String problem) {
        return new StartUpException("sealmx.properties: 'trusted-mailets': the class " + name + " " + problem
                + "; write the full name of the class, or remove it");
    }
}
