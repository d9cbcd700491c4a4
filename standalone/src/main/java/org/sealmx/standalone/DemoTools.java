package org.sealmx.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo's tools in the extension jar, loaded as James loads it: the OpenPGP in there is on no class path here. */
final class DemoTools implements AutoCloseable {

    private static final String TOOLS = "org.sealmx.server.demo.DemoMain";

    private final URLClassLoader loader;

    private DemoTools(URLClassLoader loader) {
        this.loader = loader;
    }

    static DemoTools in(List<Path> extensionJars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : extensionJars) {
            urls.add(jar.toUri().toURL());
        }
        return new DemoTools(new URLClassLoader(urls.toArray(URL[]::new), DemoTools.class.getClassLoader()));
    }

    /** Makes the demo accounts, unless they are there. */
    void createAccounts(Path folder, List<String> domains) throws OperatorException {
        List<String> arguments = new ArrayList<>(List.of("accounts", folder.toString()));
        arguments.addAll(domains);
        run(arguments, InputStream.nullInputStream(), OutputStream.nullOutputStream());
    }

    /** What was sealed in a message. */
    byte[] open(Path secretKey, byte[] sealed) throws OperatorException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        run(List.of("open", secretKey.toString()), new ByteArrayInputStream(sealed), plain);
        return plain.toByteArray();
    }

    private void run(List<String> arguments, InputStream in, OutputStream out) throws OperatorException {
        String what = "the demo's tool '" + arguments.get(0) + "' failed: ";
        try {
            loader.loadClass(TOOLS)
                    .getMethod("run", List.class, InputStream.class, OutputStream.class)
                    .invoke(null, arguments, in, out);
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
