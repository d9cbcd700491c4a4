package org.sealmx.standalone;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs in the extension jar, loaded as James loads it: what is in there is on no class path here. */
final class ExtensionCode implements AutoCloseable {

    private final URLClassLoader loader;

    private ExtensionCode(URLClassLoader loader) {
        this.loader = loader;
    }

    static ExtensionCode in(List<Path> extensionJars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : extensionJars) {
            urls.add(jar.toUri().toURL());
        }
        return new ExtensionCode(new URLClassLoader(urls.toArray(URL[]::new), ExtensionCode.class.getClassLoader()));
    }

    /**
     * Calls a static method.
     *
     * @param what      begins the message when it fails
     * @param arguments of exactly the types of the method's parameters
     */
    Object call(String what, String className, String method, List<Class<?>> types, Object... arguments)
            throws OperatorException {
        try {
            return loader.loadClass(className)
                    .getMethod(method, types.toArray(Class[]::new))
                    .invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new OperatorException(what + StartFailure.describe(e.getTargetException()), e);
        } catch (ReflectiveOperationException e) {
            throw new OperatorException(what + StartFailure.describe(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
