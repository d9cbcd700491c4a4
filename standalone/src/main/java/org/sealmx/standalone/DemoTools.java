package org.sealmx.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo's tools in the extension jar: the OpenPGP in there is on no class path here. */
final class DemoTools implements AutoCloseable {

    private static final String TOOLS = "org.sealmx.tools.demo.DemoMain";

    private final ExtensionCode code;

    private DemoTools(ExtensionCode code) {
        this.code = code;
    }

    static DemoTools in(List<Path> extensionJars) throws MalformedURLException {
        return new DemoTools(ExtensionCode.in(extensionJars));
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
        code.call(
                "the demo's tool '" + arguments.get(0) + "' failed: ",
                TOOLS,
                "run",
                List.of(List.class, InputStream.class, OutputStream.class),
                arguments,
                in,
                out);
    }

    @Override
    public void close() throws IOException {
        code.close();
    }
}
