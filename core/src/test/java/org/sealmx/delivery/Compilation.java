package org.sealmx.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles foreign code that uses core: in its own package, with nothing but core on the class path. */
final class Compilation {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private Compilation() {}

    /**
     * The compiler's errors about the members of a class, as its keys for messages, such as
     * {@code compiler.err.prob.found.req}. They are the same in every language.
     *
     * @param members the members of a class that imports the packages that a sealed message passes through
     */
    static List<String> errors(String members, Path output) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-cp", core().toString(), "-d", output.toString());
        COMPILER.getTask(null, null, said, options, null, List.of(new Source(members)))
                .call();
        return said.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode)
                .toList();
    }

    /** How many classes were compiled. */
    static long classes(Path output) {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(".class")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path core() {
        try {
            return Path.of(Run.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String members;

        Source(String members) {
            super(URI.create("string:///stranger/Stranger.java"), Kind.SOURCE);
            this.members = members;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            String imports = Stream.of(
                            "delivery", "delivery.journal", "delivery.store", "directory", "octets", "sealing")
                    .map(room -> String.format(Locale.ROOT, "import org.sealmx.%s.*;", room))
                    .collect(Collectors.joining("\n"));
            return "package stranger;\n" + imports + "\nimport java.util.*;\nabstract class Stranger {\n" + members
                    + "\n}\n";
        }
    }
}
