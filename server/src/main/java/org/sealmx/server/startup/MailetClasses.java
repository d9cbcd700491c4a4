package org.sealmx.server.startup;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.inject.Injector;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.GuiceGenericLoader;
import org.apache.james.utils.NamingScheme;
import org.apache.james.utils.PackageName;
import org.sealmx.server.config.StartUpException;

/** Finds and instantiates the classes of mailets as James does. */
@ThreadSafe
public final class MailetClasses {

    /** The package of James' own mailets, which the configuration may omit. */
    static final String JAMES_PACKAGE = "org.apache.james.transport.mailets.";

    private static final NamingScheme NAMES = new NamingScheme.OptionalPackagePrefix(PackageName.of(JAMES_PACKAGE));

    /** Makes an instance of a class. */
    @ThreadSafe
    @FunctionalInterface
    private interface Maker {
        Object make(Class<?> type);
    }

    private final Maker maker;

    /** Called by James' injector. */
    @Inject
    public MailetClasses(GuiceGenericLoader loader) {
        this(type -> instantiate(type, loader));
    }

    private MailetClasses(Maker maker) {
        this.maker = maker;
    }

    /**
     * Classes for a program beside James, whose class path James' loader does not know.
     *
     * @param injector makes the mailets
     */
    public static MailetClasses madeBy(Injector injector) {
        return new MailetClasses((Maker) injector::getInstance);
    }

    /**
     * The class that James loads for a name.
     *
     * @param name as in the attribute {@code class}
     * @return empty when there is none, which James itself reports before any check
     */
    Optional<Class<?>> find(String name) {
        return name.isBlank()
                ? Optional.empty()
                : NAMES.toFullyQualifiedClassNames(new ClassName(name))
                        .flatMap(full -> load(full.getName(), MailetClasses.class.getClassLoader()).stream())
                        .findFirst();
    }

    /**
     * The class of a name, not initialised.
     *
     * @param name fully qualified
     * @param loader that of this class finds James' classes and those of all jars in {@code extensions-jars}; another
     *     loader would return different classes
     * @return empty when there is none that can be loaded
     */
    static Optional<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** A new mailet of a class that was found. It is not initialised, and gets no mail. */
    <T> T make(Class<?> type, Class<T> kind) {
        return kind.cast(maker.make(type));
    }

    private static Object instantiate(Class<?> type, GuiceGenericLoader loader) {
        try {
            return loader.instantiate(new ClassName(type.getName()));
        } catch (ClassNotFoundException e) {
            throw new StartUpException("mailetcontainer.xml: the class " + type.getName() + " no longer exists", e);
        }
    }
}
