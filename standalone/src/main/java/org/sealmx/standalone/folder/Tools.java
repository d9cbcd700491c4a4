package org.sealmx.standalone.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.cli.OperatorException;

/**
 * The tools, in a jar of their own. They are loaded together with the extension jar, as James loads that; neither is on
 * the class path here.
 */
public final class Tools implements AutoCloseable {

    private static final String PROGRAM = "org.sealmx.tools.Main";

    private final URLClassLoader loader;

    private Tools(URLClassLoader loader) {
        this.loader = loader;
    }

    /** The tools of the built program. */
    public static Tools of(Installation installation) throws OperatorException, MalformedURLException {
        List<Path> jars = new ArrayList<>(installation.extensionJars());
        jars.addAll(installation.toolJars());
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return new Tools(new URLClassLoader(urls.toArray(URL[]::new), Tools.class.getClassLoader()));
    }

    /**
     * Runs a tool.
     *
     * @param arguments the words of its command line
     * @param in its standard input
     * @param out gets its output
     * @param errors gets one line for an error
     * @return its exit code
     * @throws OperatorException when it cannot be run at all
     */
    public int run(List<String> arguments, InputStream in, PrintStream out, PrintStream errors)
            throws OperatorException {
        try {
            return (Integer) loader.loadClass(PROGRAM)
                    .getMethod("run", List.class, InputStream.class, PrintStream.class, PrintStream.class)
                    .invoke(null, arguments, in, out, errors);
        } catch (InvocationTargetException e) {
            throw new OperatorException("the tool '" + arguments.get(0) + "' failed: " + e.getTargetException(), e);
        } catch (ReflectiveOperationException e) {
            throw new OperatorException(
                    "the tool '" + arguments.get(0) + "' cannot be run (" + e
                            + "); build it again, or unpack the release again",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
