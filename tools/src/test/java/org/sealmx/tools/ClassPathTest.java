package org.sealmx.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.Commands;
import org.sealmx.smtp.EmailAddress;

/** The tools need jars beside their own, and an operator may forget one, or take that of another version. */
class ClassPathTest {

    private static URLClassLoader withoutCore() throws Exception {
        Path core = Path.of(EmailAddress.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<URL> rest = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (!path.equals(core.toAbsolutePath())) {
                rest.add(path.toUri().toURL());
            }
        }
        return new URLClassLoader(rest.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void missingJarShouldBeComplainedOfInOneLine() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (URLClassLoader classes = withoutCore()) {
            Object code = classes.loadClass(Main.class.getName())
                    .getMethod("run", List.class, InputStream.class, PrintStream.class, PrintStream.class)
                    .invoke(
                            null,
                            List.of("check", "--conf", "conf"),
                            InputStream.nullInputStream(),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(errors, true, StandardCharsets.UTF_8));

            assertThat(code).isEqualTo(Commands.MISUSED);
        }
        assertThat(out.size()).isZero();
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("sealmx: the class path needs the extension jar of the same version as the tools,")
                .contains("org/sealmx/");
    }
}
