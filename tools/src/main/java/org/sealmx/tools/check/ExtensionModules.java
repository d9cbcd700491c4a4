package org.sealmx.tools.check;

import com.google.inject.Module;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.ExtensionConfiguration;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.guice.SealMxModule;

/** The modules beside SealMX' own that {@code extensions.properties} adds to James. Pure functions. */
final class ExtensionModules {

    private static final String FILE = "extensions.properties";
    private static final String FOLDER = "file://extensions-jars/";

    private ExtensionModules() {}

    /**
     * The modules, found as James finds them: on the class path and in {@code extensions-jars}.
     *
     * @throws StartUpException when the file cannot be read, or a module cannot be loaded
     */
    static List<Module> read(PropertiesProvider properties, FileSystem files) {
        ClassLoader loader = new URLClassLoader(extensionJars(files), ExtensionModules.class.getClassLoader());
        return names(properties).stream()
                .map(ClassName::getName)
                .filter(name -> !name.equals(SealMxModule.class.getName()))
                .map(name -> load(name, loader))
                .toList();
    }

    /** James' own loader of extensions is not the same in all its versions. */
    private static URL[] extensionJars(FileSystem files) {
        try (Stream<Path> inFolder = Files.walk(files.getFile(FOLDER).toPath())) {
            return inFolder.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .map(Path::toUri)
                    .map(ExtensionModules::url)
                    .toArray(URL[]::new);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return new URL[0];
        } catch (IOException e) {
            throw new StartUpException("the folder extensions-jars cannot be read: " + e, e);
        }
    }

    private static URL url(URI file) {
        try {
            return file.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL", e);
        }
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

    private static Module load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(Module.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new StartUpException(
                    FILE + ": the module " + name + " cannot be loaded ("
                            + e.getClass().getSimpleName() + "); is its jar in extensions-jars?",
                    e);
        }
    }
}
