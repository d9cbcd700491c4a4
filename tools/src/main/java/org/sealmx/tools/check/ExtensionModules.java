package org.sealmx.tools.check;

import com.google.inject.Module;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.ExtendedClassLoader;
import org.apache.james.utils.ExtensionConfiguration;
import org.apache.james.utils.NamingScheme;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.SealMxModule;

/** The modules beside SealMX' own that {@code extensions.properties} adds to James. Pure functions. */
final class ExtensionModules {

    private static final String FILE = "extensions.properties";

    private ExtensionModules() {}

    /**
     * The modules, found as James finds them: on the class path and in {@code extensions-jars}.
     *
     * @throws StartUpException when the file cannot be read, or a module cannot be loaded
     */
    static List<Module> read(PropertiesProvider properties, FileSystem files) {
        List<Module> modules = new ArrayList<>();
        ExtendedClassLoader loader = new ExtendedClassLoader(files);
        for (ClassName name : names(properties)) {
            if (!name.getName().equals(SealMxModule.class.getName())) {
                modules.add(load(name, loader));
            }
        }
        return modules;
    }

    private static List<ClassName> names(PropertiesProvider properties) {
        try {
            return ExtensionConfiguration.from(properties.getConfiguration("extensions"))
                    .getAdditionalGuiceModulesForExtensions();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (ConfigurationException e) {
            throw new StartUpException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Module load(ClassName name, ExtendedClassLoader loader) {
        try {
            Class<?> type = loader.locateClass(NamingScheme.IDENTITY
                    .toFullyQualifiedClassNames(name)
                    .findFirst()
                    .orElseThrow());
            return type.asSubclass(Module.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new StartUpException(
                    FILE + ": the module " + name.getName() + " cannot be loaded ("
                            + e.getClass().getSimpleName() + "); is its jar in extensions-jars?",
                    e);
        }
    }
}
