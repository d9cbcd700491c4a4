package org.sealmx.it.architecture;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.bugpatterns.threadsafety.ThreadSafeChecker;
import com.google.errorprone.scanner.ScannerSupplier;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;

/**
 * Compiles with Error Prone's check of {@code @ThreadSafe} and nothing else, in a process of its own. Error Prone has
 * the check but has registered it under no name, so no flag of the compiler can turn it on.
 */
public final class ThreadSafeCompiler {

    /** Types of others that are safe for several threads; a {@code LongSupplier} is always a clock. */
    private static final List<String> KNOWN = List.of(
            "java.io.PrintStream",
            "java.nio.channels.FileChannel",
            "java.util.function.LongSupplier",
            "javax.crypto.spec.SecretKeySpec",
            "org.apache.hc.client5.http.DnsResolver",
            "org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient",
            "org.apache.james.mailbox.MailboxManager",
            "org.apache.james.utils.GuiceGenericLoader",
            "org.slf4j.Logger");

    private ThreadSafeCompiler() {}

    /**
     * Exits with 1 when a type that is annotated with {@code @ThreadSafe} cannot be proven safe. Prints why.
     *
     * @param arguments the folder for the classes, the class path, and the folders of the sources
     */
    public static void main(String... arguments) throws IOException {
        List<String> options = List.of(
                "-d",
                arguments[0],
                "-classpath",
                arguments[1],
                "-proc:none",
                "-nowarn",
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-XepOpt:ThreadSafe:KnownThreadSafe=" + String.join(",", KNOWN));
        List<Path> sources = Arrays.stream(arguments)
                .skip(2)
                .flatMap(folder -> sources(Path.of(folder)))
                .toList();
        var compiler = new BaseErrorProneJavaCompiler(ScannerSupplier.fromBugCheckerClasses(ThreadSafeChecker.class));
        Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        boolean safe;
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            safe = compiler.getTask(out, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        out.flush();
        System.exit(safe ? 0 : 1);
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
